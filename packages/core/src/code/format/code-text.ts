/** Whatever a scanner or a person gives, taken for one of the three forms of a code: link, digits, SD-JWT text. */

import { toBase64url } from './bytes.js'
import {
  type CredentialIssuer,
  credentialSigningInput,
  keyBindingSigningInput,
  unpackCredential,
} from './credential.js'
import { parseLink } from './link.js'
import { isRefusal, malformed, type Refusal } from './refusal.js'
import { type CodeFields, decodeDigits } from './wire.js'

/** A code that has been read, and nothing more: no key, no clock, no trust. */
export interface ReadCode {
  readonly fields: CodeFields
  /** The host of the link, lower case, with its port; absent from digits and text. */
  readonly host?: string
  /** What the text form says of its issuer; absent from link and digits. */
  readonly claimed?: CredentialIssuer
  /** The text form itself, as its fields and the claimed issuer build it; absent from link and digits. */
  readonly signed?: SignedText
}

/** The text of a code with what was signed in it. */
export interface SignedText {
  readonly issuerInput: string
  /** What the holder signed; only of a holder-bound code. */
  readonly holderInput?: string
  /** `JWS~`, or `JWS~KB-JWT` when the code is holder-bound. */
  readonly text: string
}

/** Reads any of the three forms; the text form is compared with what its own fields would build. */
export async function readCode(text: unknown): Promise<ReadCode | Refusal> {
  if (typeof text !== 'string') return malformed('not a text')
  if (!text.includes('~')) {
    const link = parseLink(text)
    if (isRefusal(link)) return link
    const fields = decodeDigits(link.digits)
    return isRefusal(fields) ? fields : { fields, ...(link.host !== undefined && { host: link.host }) }
  }
  const unpacked = unpackCredential(text)
  if (isRefusal(unpacked)) return unpacked
  const { fields, issuer: claimed } = unpacked
  if (fields.holder && !fields.presentation)
    return { ...malformed('a holder-bound credential that nobody presents'), reason: 'not_presented' }
  const signed = await rebuildText(fields, credentialSigningInput(fields, claimed))
  return signed.text === text
    ? { fields, claimed, signed }
    : malformed('the text is not the one spelling of its contents')
}

/** Builds the whole text around what the issuer signed. */
export async function rebuildText(fields: CodeFields, issuerInput: string): Promise<SignedText> {
  const credential = `${issuerInput}.${toBase64url(fields.signature)}~`
  const { presentation } = fields
  if (!presentation) return { issuerInput, text: credential }
  const holderInput = await keyBindingSigningInput(credential, presentation)
  const text = `${credential}${holderInput}.${toBase64url(presentation.signature)}`
  return { issuerInput, holderInput, text }
}
