/** Fields <-> the signed text: the SD-JWT VC that a code stands for, byte for byte (code format, sections 3 and 5). */
import { usccCheckCharacter } from '../../uscc.js'
import { fromBase64url, jsonToBase64url, toBase64url, utf8 } from './bytes.js'
import { splitJws } from './compact-jws.js'
import { asObject, isWhole } from './json.js'
import { classOfSeconds, secondsOfClass } from './lifetime.js'
import { isOnCurve, type Point, toJwk } from './p256.js'
import { malformed, type Refusal } from './refusal.js'
import { type CodeFields, EPOCH, MAX_NAME_WITH_HOLDER, nameFault, type PresentationFields } from './wire.js'

/** The credential type every code has. */
const VCT = 'urn:qiyema:code:1'

/** No credential is longer: the largest has a name, a holder and long addresses. */
const MAX_TEXT_LENGTH = 8192

/** What a signed text takes from its issuer's entry in the trust list. */
export interface CredentialIssuer {
  readonly alg: string
  readonly kid: string
  readonly iss: string
  readonly status: string
  /** From {@link encodeHeader}, where it is made once for many codes. */
  readonly header?: string
}

/** A credential unpacked: what its fields say, and who it says signed it. */
export interface UnpackedCredential {
  readonly fields: CodeFields
  readonly issuer: CredentialIssuer
}

/** Fields before anyone has signed them. */
export type UnsignedFields = Omit<CodeFields, 'signature' | 'presentation'>

/** What the issuer signs, `header.payload`. */
export function credentialSigningInput(fields: UnsignedFields, issuer: CredentialIssuer): string {
  const payload = {
    iss: issuer.iss,
    sub: fields.uscc,
    iat: fields.issuedAt,
    exp: fields.issuedAt + secondsOfClass(fields.lifetimeClass),
    vct: VCT,
    status: { status_list: { idx: fields.index, uri: statusListUri(issuer.status, fields.list) } },
    name: fields.name,
    cnf: fields.holder && { jwk: toJwk(fields.holder) },
  }
  return `${issuer.header ?? encodeHeader(issuer)}.${jsonToBase64url(payload)}`
}

/** The first part of the signed text: the same for every code of a key. */
export function encodeHeader({ alg, kid }: Pick<CredentialIssuer, 'alg' | 'kid'>): string {
  return jsonToBase64url({ alg, kid, typ: 'dc+sd-jwt' })
}

/** What the holder signs, `header.payload` of the key-binding JWT (RFC 9901), for a credential ending in `~`. */
export async function keyBindingSigningInput(
  credential: string,
  presentation: Omit<PresentationFields, 'signature'>,
): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', utf8(credential))
  const header = { alg: 'ES256', typ: 'kb+jwt' }
  const payload = {
    iat: presentation.presentedAt,
    aud: 'urn:qiyema:offline',
    nonce: nonceText(presentation.nonce),
    sd_hash: toBase64url(new Uint8Array(hash)),
  }
  return `${jsonToBase64url(header)}.${jsonToBase64url(payload)}`
}

/** The number that a holder puts into a presentation, as the ten digits of the signed text. */
export function nonceText(nonce: number): string {
  return String(nonce).padStart(10, '0')
}

/** The address of a status list. */
export function statusListUri(status: string, list: number): string {
  return `${status}/${list}`
}

/**
 * Reads the text form and says what it holds. It is not yet known to be canonical: who calls this must rebuild the
 * text from what comes back and compare, which is the check that rejects every second spelling.
 *
 * @param text - `JWS~`, or `JWS~KB-JWT`
 */
export function unpackCredential(text: string): UnpackedCredential | Refusal {
  if (text.length > MAX_TEXT_LENGTH) return malformed(`longer than ${MAX_TEXT_LENGTH} characters`)
  const [jws = '', keyBinding = '', ...rest] = text.split('~')
  const signed = splitJws(jws)
  if (!signed || rest.length > 0 || !text.includes('~'))
    return malformed('not an SD-JWT of the form JWS~ or JWS~KB-JWT')

  const { header, payload, signature } = signed
  const { vct, iss, sub, iat, exp, status, name, cnf } = payload
  if (typeof vct === 'string' && vct !== VCT)
    return { refusal: 'unsupported', detail: 'another kind of credential (vct)' }
  const kidBytes = fromBase64url(header.kid)
  if (kidBytes?.length !== 8) return malformed('the header has no key id of 8 bytes')
  const reference = unpackStatus(status)
  if (!reference) return malformed('the status is off the format')
  const lifetimeClass = classOfSeconds(Number(exp) - Number(iat))
  if (!isWhole(iat) || !isWhole((iat - EPOCH) / 60, 2 ** 24) || lifetimeClass < 0)
    return malformed('a time is off the format')
  if (typeof iss !== 'string' || typeof header.alg !== 'string') return malformed('a claim is missing')
  if (!isUscc(sub)) return malformed('the subject is no Unified Social Credit Code')
  if (name !== undefined && (typeof name !== 'string' || nameFault(name)))
    return malformed('the name is off the format')

  const holder = cnf === undefined ? undefined : unpackConfirmation(cnf)
  const presentation = keyBinding ? unpackKeyBinding(keyBinding) : undefined
  if (cnf !== undefined && !holder) return malformed('the holder key is off the format')
  if (holder && name && name.length > MAX_NAME_WITH_HOLDER) return malformed('the name is off the format')
  if (keyBinding && !(holder && presentation && isWhole(presentation.presentedAt - iat, 2 ** 28))) {
    return malformed('the key binding is off the format')
  }

  return {
    issuer: { alg: header.alg, kid: String(header.kid), iss, status: reference.status },
    fields: {
      kidPrefix: kidPrefix(kidBytes),
      uscc: sub,
      issuedAt: iat,
      lifetimeClass,
      list: reference.list,
      index: reference.index,
      signature,
      ...(name !== undefined && { name }),
      ...(holder && { holder }),
      ...(presentation && { presentation }),
    },
  }
}

/** The first four bytes of a key id as one unsigned integer. */
export function kidPrefix(kid: Uint8Array): number {
  return new DataView(kid.buffer, kid.byteOffset).getUint32(0)
}

function unpackStatus(status: unknown): { status: string; list: number; index: number } | undefined {
  const { idx, uri } = asObject(asObject(status)?.status_list) ?? {}
  const [, base, list] = typeof uri === 'string' ? (/^(.+)\/(\d|1[0-5])$/.exec(uri) ?? []) : []
  return base && list && isWhole(idx, 2 ** 20) ? { status: base, list: Number(list), index: idx } : undefined
}

function unpackConfirmation(cnf: unknown): Point | undefined {
  const jwk = asObject(asObject(cnf)?.jwk)
  const x = fromBase64url(jwk?.x)
  const y = fromBase64url(jwk?.y)
  return x?.length === 32 && y?.length === 32 && isOnCurve({ x, y }) ? { x, y } : undefined
}

function unpackKeyBinding(text: string): PresentationFields | undefined {
  const signed = splitJws(text)
  const { iat, nonce } = signed?.payload ?? {}
  if (!signed || !isWhole(iat) || typeof nonce !== 'string' || !/^\d{10}$/.test(nonce)) return undefined
  if (Number(nonce) >= 2 ** 30) return undefined
  return { presentedAt: iat, nonce: Number(nonce), signature: signed.signature }
}

function isUscc(value: unknown): value is string {
  return (
    typeof value === 'string' &&
    /^[\dA-HJ-NPQRTUWXY]{18}$/.test(value) &&
    value[17] === usccCheckCharacter(value)
  )
}
