/** 验码: a verifier fetches its signed lists once, and then needs no network. */
import assert from 'node:assert/strict'
import { presentCode } from '@qiyema/core/present'
import { createVerifier, type Verifier } from '@qiyema/core/verify'
import type { Enterprise } from '../cast.ts'
import type { Platform } from '../platform.ts'
import { say } from '../tell.ts'
import type { Codes } from './issue-codes.ts'

/** A verifier, and the plug of its network. */
export interface PluggedVerifier extends Verifier {
  setOnline(isOnline: boolean): void
}

export async function verifyOffline(
  platform: Platform,
  { uscc, name }: Enterprise,
  { printed, current, bound }: Codes,
): Promise<PluggedVerifier> {
  const verifier = createPluggedVerifier(platform)
  assert.equal((await verifier.verify(printed.link)).outcome, 'unconfirmed')
  const report = await verifier.refresh()
  assert.deepEqual(report.problems, [])
  say(`A verifier fetched ${report.updated.length} signed lists, under the root that it pins.`)

  verifier.setOnline(false)
  assert.equal((await verifier.refresh()).ok, false)
  const shown = await presentCode(bound, bound.holder, { nonce: 20_260_302 })
  for (const [link, assurance] of [
    [printed.link, 'registered'],
    [current.link, 'current'],
    [shown.link, 'present'],
  ] as const) {
    const result = await verifier.verify(link)
    assert.ok(result.outcome === 'valid', result.detail)
    assert.equal(result.assurance, assurance)
    assert.equal(result.code.uscc, uscc)
  }
  const result = await verifier.verify(printed.link)
  assert.ok(result.outcome === 'valid' && result.code.name === name)
  say('Offline, all three verify: registered, current, and shown just now by who holds the key.')

  const forged = await verifier.verify(withOtherDigit(printed.link))
  assert.ok(['malformed', 'bad_signature', 'unknown_issuer'].includes(forged.outcome), forged.outcome)
  assert.equal('code' in forged, false)
  say(`With one digit changed nothing of it is believed (${forged.outcome}).`)
  verifier.setOnline(true)
  return verifier
}

function createPluggedVerifier({ baseUrl, trustRoot }: Platform): PluggedVerifier {
  let isOnline = true
  const verifier = createVerifier({
    trust: { url: `${baseUrl}/.well-known/trust-list`, root: trustRoot },
    async fetch(url, init) {
      if (!isOnline) throw new TypeError('There is no network.')
      return fetch(url, init)
    },
  })
  return {
    verify: (text, options) => verifier.verify(text, options),
    refresh: options => verifier.refresh(options),
    state: () => verifier.state(),
    setOnline(wanted) {
      isOnline = wanted
    },
  }
}

/** In its middle, where its signature is. */
function withOtherDigit(link: string): string {
  const at = link.length - 60
  const other = (Number(link[at]) + 1) % 10
  return `${link.slice(0, at)}${other}${link.slice(at + 1)}`
}
