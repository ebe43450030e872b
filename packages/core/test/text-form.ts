/** Text forms of codes for tests, written as JSON text so that one spelling can differ from another. Nobody signed them. */
import { createHash } from 'node:crypto'
import type { CredentialIssuer } from '../src/code/format/credential.js'
import type { CodeFields } from '../src/code/format/wire.js'
import { FIELDS, HOLDER, PRESENTATION } from './wire-columns.js'

const base64url = (text: string | Uint8Array) => Buffer.from(text).toString('base64url')

/** Its key id begins with the four bytes that the fields have. */
export const TEXT_ISSUER: CredentialIssuer = {
  alg: 'ES256',
  kid: base64url(new Uint8Array([0, 4, 0xca, 0xf9, 1, 2, 3, 4])),
  iss: 'https://qym.example',
  status: 'https://qym.example/status',
}

/** What the texts below say: a name and a holder too. */
export const TEXT_FIELDS: CodeFields = {
  ...FIELDS,
  name: '德清/A',
  holder: HOLDER,
  presentation: PRESENTATION,
}

const X = base64url(HOLDER.x)
const Y = base64url(HOLDER.y)

/** Four JSON texts and two signatures: all that a text form is made of. */
interface TextParts {
  readonly header: string
  readonly payload: string
  readonly signature: Uint8Array | string
  readonly holderHeader: string
  /** `HASH` stands for the hash of what comes before. */
  readonly holderPayload: string
  readonly holderSignature: Uint8Array | string
}

/** The one spelling of `TEXT_FIELDS`, part by part. */
export const TEXT_PARTS = {
  header: `{"alg":"ES256","kid":"${TEXT_ISSUER.kid}","typ":"dc+sd-jwt"}`,
  payload:
    '{"iss":"https://qym.example","sub":"91330100799655058B","iat":1795036800,"exp":1826572800,' +
    '"vct":"urn:qiyema:code:1","status":{"status_list":{"idx":4711,"uri":"https://qym.example/status/3"}},' +
    `"name":"德清/A","cnf":{"jwk":{"kty":"EC","crv":"P-256","x":"${X}","y":"${Y}"}}}`,
  signature: FIELDS.signature,
  holderHeader: '{"alg":"ES256","typ":"kb+jwt"}',
  holderPayload: '{"iat":1795123200,"aud":"urn:qiyema:offline","nonce":"0123456789","sd_hash":"HASH"}',
  holderSignature: PRESENTATION.signature,
} satisfies TextParts

/** The same without name and holder. */
export const PLAIN_PAYLOAD = `${TEXT_PARTS.payload.slice(0, TEXT_PARTS.payload.indexOf(',"name"'))}}`

/** A compact JWS of these texts, canonical in all but them. */
export function compact(header: string, payload: string, signature: Uint8Array | string): string {
  return `${base64url(header)}.${base64url(payload)}.${typeof signature === 'string' ? signature : base64url(signature)}`
}

/** `JWS~`, or `JWS~KB-JWT` when a holder's payload is given. */
function textForm(parts: Omit<TextParts, `holder${string}`> & Partial<TextParts>): string {
  const credential = `${compact(parts.header, parts.payload, parts.signature)}~`
  const { holderHeader, holderPayload, holderSignature } = parts
  if (holderHeader === undefined || holderPayload === undefined || holderSignature === undefined)
    return credential
  const hash = createHash('sha256').update(credential).digest('base64url')
  return credential + compact(holderHeader, holderPayload.replace('HASH', hash), holderSignature)
}

/** The whole text, with changes. */
export function holderText(changes: Partial<TextParts> = {}): string {
  return textForm({ ...TEXT_PARTS, ...changes })
}

/** The text without name and holder, with changes. */
export function plainText(
  changes: Partial<Pick<TextParts, 'header' | 'payload' | 'signature'>> = {},
): string {
  const { header, signature } = TEXT_PARTS
  return textForm({ header, payload: PLAIN_PAYLOAD, signature, ...changes })
}
