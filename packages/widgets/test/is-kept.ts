import { expect } from 'vitest'
import { openVault } from '../src/shared/drafts/vault.js'
import { eventually } from './eventually.js'

/** Waits until a draft of this form lies on the device: nobody leaves as fast as a program does. */
export const isKept = (form: string) =>
  eventually(async () =>
    expect((await openVault().names('draft')).some(name => name.includes(` ${form}`))).toBe(true),
  )
