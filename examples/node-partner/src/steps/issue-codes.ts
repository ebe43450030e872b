/** 制码: three codes of one enterprise, which prove different things. */
import assert from 'node:assert/strict'
import { generateHolderKey, type HolderKey } from '@qiyema/core/present'
import { createSquare, renderPng } from '@qiyema/core/qr'
import type { Enterprise } from '../cast.ts'
import { say } from '../tell.ts'

/** A code that anybody can show: `link` is the text of its square. */
export interface LinkedCode {
  readonly id: string
  readonly link: string
}

export interface Codes {
  /** For a door, a licence or a letter: it proves that the enterprise is registered. */
  readonly printed: LinkedCode
  /** For a screen: older pictures of it are dead. */
  readonly current: LinkedCode
  /** For whoever holds the key: it proves that an operator is showing it now. */
  readonly bound: { readonly id: string; readonly credential: string; readonly holder: HolderKey }
}

export async function issueCodes({ client, name }: Enterprise): Promise<Codes> {
  const printed = await client.code.codes.issue({ kind: 'static', withName: true, years: 1 })
  assert.equal(printed.name, name)
  const square = createSquare(linkOf(printed), 'print')
  const { length } = await renderPng(square)
  say(
    `One for print: a square of ${square.modules} modules (version ${square.version}), ${length} bytes of PNG.`,
  )

  const current = await client.code.codes.issue({ kind: 'short-lived', minutes: 5 })
  say('One for a screen, which lives for five minutes.')

  const holder = await generateHolderKey()
  const { x = '', y = '' } = holder.publicJwk
  const bound = await client.code.codes.issue({
    kind: 'holder-bound',
    holder: { kty: 'EC', crv: 'P-256', x, y },
  })
  assert.equal(bound.link, undefined)
  say('One that is bound to a key on this device, and shows nothing without it.')

  return {
    printed: { id: printed.id, link: linkOf(printed) },
    current: { id: current.id, link: linkOf(current) },
    bound: { id: bound.id, credential: bound.credential, holder },
  }
}

function linkOf({ link }: { readonly link?: string | undefined }): string {
  return link ?? assert.fail('a code that anybody can show has a link')
}
