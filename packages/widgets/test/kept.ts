import { expect } from 'vitest'
import { openVault } from '../src/shared/drafts/vault.js'
import { eventually } from './eventually.js'

/** Waits until something that was typed is kept on the device: it is, a moment after. */
export const isKept = () => eventually(async () => expect(await openVault().names('draft')).not.toEqual([]))
