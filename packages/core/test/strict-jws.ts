/** The three places that read a signed text of a stranger's, each with its key, so that one flaw can be tried in all. */
import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { deflateSync } from 'node:zlib'
import type { JWK } from 'jose'
import { toLowS } from '../src/code/format/p256.js'
import { kidOf } from '../src/code/sign/issuer-key.js'
import { DEFAULT_SUITES } from '../src/code/suites/known-suites.js'
import { verifyTrustList } from '../src/code/trust/signed-trust-list.js'
import { readStatusList } from '../src/code/trust/status-list.js'
import { createVerifier } from '../src/code/verify/verify.js'
import { QiyemaError } from '../src/errors.js'

const AT = 1795036800
const ISS = 'https://qym.example'
const STATUS = `${ISS}/status`
const LIST = `${STATUS}/0`

/** One place that reads a JWS, and what is right there. */
export interface Place {
  readonly header: { readonly alg: string; readonly kid: string; readonly typ: string }
  /** JSON. */
  readonly payload: string
  readonly privateKey: KeyObject
  readonly publicKey: KeyObject
  /** What becomes of a token: an outcome, `trusted`, or the code of an error. */
  judge(token: string): Promise<string>
}

/** The text form of a code, a signed trust list, a status list. */
export interface Places {
  readonly code: Place
  readonly trust: Place
  readonly status: Place
}

/** Opens the three places, their keys all of one algorithm. */
export async function openPlaces(alg: 'ES256' | 'EdDSA'): Promise<Places> {
  const [codeKey, rootKey, statusKey] = [await makeKey(alg), await makeKey(alg), await makeKey(alg)]
  const time = { nbf: AT - 86400, exp: AT + 86400 }
  const statusHeader = uneven(end => ({ alg, kid: `status${end}`, typ: 'statuslist+jwt' }))
  const issuer = {
    iss: ISS,
    status: STATUS,
    name: { 'zh-CN': '示例平台', en: 'Sample platform' },
    regions: ['3301'],
    keys: [
      { kid: codeKey.kid, alg, use: 'code', jwk: codeKey.jwk, ...time },
      { kid: statusHeader.kid, alg, use: 'status', jwk: statusKey.jwk, ...time },
    ],
  } as const
  const list = uneven(end => {
    const name = { ...issuer.name, en: `Sample platform???${end}` }
    return { seq: 1, iat: AT, exp: AT + 86400, issuers: [{ ...issuer, name }] }
  })

  const code = {
    header: uneven(() => ({ alg, kid: codeKey.kid, typ: 'dc+sd-jwt' })),
    payload: JSON.stringify(
      uneven(end => ({
        iss: ISS,
        sub: '91330100799655058B',
        iat: AT,
        exp: AT + 86400,
        vct: 'urn:qiyema:code:1',
        status: { status_list: { idx: 7, uri: LIST } },
        name: `示例???${end}`,
      })),
    ),
    ...codeKey,
    judge: async (token: string) => judgeCode(`${token}~`, seal(status)),
  }
  const trust = {
    header: uneven(end => ({ alg, kid: `root${end}`, typ: 'qym-trust+jwt' })),
    payload: JSON.stringify(list),
    ...rootKey,
    judge: async (token: string) => {
      try {
        await verifyTrustList(token, rootKey.jwk)
        return 'trusted'
      } catch (error) {
        return error instanceof QiyemaError ? error.code : String(error)
      }
    },
  }
  const status = {
    header: statusHeader,
    payload: JSON.stringify(
      uneven(end => ({
        sub: LIST,
        iat: AT,
        ttl: 43200,
        status_list: { bits: 2, lst: deflateSync(new Uint8Array(16)).toString('base64url') },
        about: `状态???${end}`,
      })),
    ),
    ...statusKey,
    judge: async (token: string) => {
      const read = await readStatusList(token, LIST, issuer, DEFAULT_SUITES)
      const outcome = await judgeCode(`${seal(code)}~`, token)
      const isConsistent = outcome === (typeof read === 'string' ? 'unconfirmed' : 'valid')
      return isConsistent ? outcome : `${outcome}, though the list itself reads as ${typeof read}`
    },
  }
  async function judgeCode(text: string, token: string): Promise<string> {
    const verifier = createVerifier({ trust: list, statusLists: { [LIST]: token } })
    return (await verifier.verify(text, { at: AT })).outcome
  }
  return { code, trust, status }
}

/** Signs these texts as they are: whatever is wrong with them, the signature is right. */
export function seal(
  place: Pick<Place, 'header' | 'payload' | 'privateKey'>,
  changes: { readonly header?: object | string | Buffer; readonly payload?: string | Buffer } = {},
): string {
  const { header = place.header, payload = place.payload } = changes
  const headerText = typeof header === 'string' || Buffer.isBuffer(header) ? header : JSON.stringify(header)
  return sealInput(place, `${encode(headerText)}.${encode(payload)}`)
}

/** Signs what stands before the last dot, whether or not it is base64url. */
export function sealInput({ privateKey }: Pick<Place, 'privateKey'>, input: string): string {
  return `${input}.${encode(signatureOf(privateKey, Buffer.from(input)))}`
}

/** The right signature of 64 bytes, for P-256 with s in its lower half. */
export function signatureOf(privateKey: KeyObject, input: Uint8Array): Uint8Array {
  if (privateKey.asymmetricKeyType === 'ed25519') return new Uint8Array(sign(null, input, privateKey))
  return toLowS(new Uint8Array(sign('sha256', input, { key: privateKey, dsaEncoding: 'ieee-p1363' })))
}

export function encode(part: string | Uint8Array): string {
  return Buffer.from(part).toString('base64url')
}

/** A value whose JSON leaves bits over in base64url, so that its last character has other spellings. */
function uneven<Value extends object>(make: (end: string) => Value): Value {
  for (const end of ['', '_', '__']) {
    const value = make(end)
    if (Buffer.byteLength(JSON.stringify(value)) % 3 !== 0) return value
  }
  throw new Error('no length of this value leaves bits over')
}

async function makeKey(alg: 'ES256' | 'EdDSA') {
  const { privateKey, publicKey } =
    alg === 'ES256' ? generateKeyPairSync('ec', { namedCurve: 'P-256' }) : generateKeyPairSync('ed25519')
  const jwk = publicKey.export({ format: 'jwk' }) as JWK
  return { privateKey, publicKey, jwk, kid: await kidOf(jwk) }
}
