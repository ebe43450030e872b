/** Ways to spoil a token in one respect and sign it rightly all the same, and what becomes of it in each place. */
import { createHmac, type KeyObject } from 'node:crypto'
import { expect, test } from 'vitest'
import { encode, openPlaces, type Place, type Places, seal, sealInput } from './strict-jws.js'

export const places = await openPlaces('ES256')

/** Makes the token of a place, with one flaw. */
export type Flaw = (place: Place) => string

/** `outcome` is that of the code; the lists are always refused. `malformed` unless given. */
export type Row = readonly [what: string, flaw: Flaw, outcome?: string]

export const ACCEPTED = { code: 'valid', trust: 'trusted', status: 'valid' }

export function refused(outcome = 'malformed') {
  return { code: outcome, trust: 'ERR_TRUST_LIST', status: 'unconfirmed' }
}

export async function judge(flaw: Flaw, { code, trust, status }: Places = places) {
  return {
    code: await code.judge(flaw(code)),
    trust: await trust.judge(flaw(trust)),
    status: await status.judge(flaw(status)),
  }
}

/** One test for each row, over all three places. */
export function testRefusals(rows: readonly Row[], where?: Places): void {
  const cases = rows.map(([what, flaw, outcome]) => ({ what, flaw, outcome }))
  test.each(cases)('$what', async ({ flaw, outcome }) => {
    expect(await judge(flaw, where)).toEqual(refused(outcome))
  })
}

/** Changes the whole token. */
export function whole(change: (token: string) => string): Flaw {
  return place => change(seal(place))
}

/** Changes the encoded header (0) or payload (1), and signs what then stands there. */
export function respelt(part: 0 | 1, change: (encoded: string) => string): Flaw {
  return place => {
    const parts = seal(place).split('.').slice(0, 2)
    const encoded = parts[part] ?? ''
    parts[part] = change(encoded)
    if (parts[part] === encoded) throw new Error('this part has no other such spelling')
    return sealInput(place, parts.join('.'))
  }
}

/** Changes the JSON of header or payload as text. */
export function rewritten(part: 'header' | 'payload', change: (json: string) => string | Buffer): Flaw {
  return place => {
    const json = part === 'header' ? JSON.stringify(place.header) : place.payload
    const changed = change(json)
    if (changed === json) throw new Error('this JSON stayed as it was')
    return seal(place, { [part]: changed })
  }
}

/** Adds members to the header, or gives its own ones other values. */
export function withHeader(members: object): Flaw {
  return place => seal(place, { header: { ...place.header, ...members } })
}

/** Puts another signature into the place of the right one. */
export function resigned(change: (signature: Uint8Array, place: Place) => Uint8Array): Flaw {
  return place => {
    const [header = '', payload = '', signature = ''] = seal(place).split('.')
    return `${header}.${payload}.${encode(change(new Uint8Array(Buffer.from(signature, 'base64url')), place))}`
  }
}

/** Says another algorithm, and signs by it. */
export function signedAs(alg: string, signInput: (input: Buffer, place: Place) => Uint8Array): Flaw {
  return place => {
    const input = `${encode(JSON.stringify({ ...place.header, alg }))}.${encode(place.payload)}`
    return `${input}.${encode(signInput(Buffer.from(input), place))}`
  }
}

/** What an attacker, who knows the public key, might take for the secret of a MAC. */
const SECRETS: readonly (readonly [string, (publicKey: KeyObject) => string | Buffer])[] = [
  ['PEM', key => key.export({ format: 'pem', type: 'spki' }).toString()],
  ['DER', key => Buffer.from(key.export({ format: 'der', type: 'spki' }))],
  ['JWK', key => JSON.stringify(key.export({ format: 'jwk' }))],
  ['x', key => Buffer.from(String(key.export({ format: 'jwk' }).x), 'base64url')],
  ['nothing', () => ''],
]

/** A token under a MAC whose secret everyone knows, once for each shape of the secret. */
export function macRows(alg: 'HS256' | 'HS384' | 'HS512'): Row[] {
  return SECRETS.map(([what, secretOf]) => [
    `${alg} with the public key (${what}) for its secret`,
    signedAs(alg, (input, { publicKey }) =>
      createHmac(alg.replace('HS', 'sha'), secretOf(publicKey)).update(input).digest(),
    ),
  ])
}
