// How large a square the same content needs in our spelling and in those of others, which public libraries make here:
// jose (JWS), cborg (CBOR), base45, Node's zlib, and qrcode, which chooses the best segments for theirs.
import { deflateRawSync, deflateSync } from 'node:zlib'
import { createSquare } from '@qiyema/core/qr'
import { encode as encodeBase45 } from 'base45'
import { encode, Tagged } from 'cborg'
import { CompactSign, decodeJwt, generateKeyPair, type JWTPayload } from 'jose'
import { create } from 'qrcode'
import { type CodeKind, type Sample, type SampleIssuer, sampleAt } from './samples.ts'

/** One spelling of some content, and the square it takes. */
export interface SquareSize {
  readonly content: string
  readonly spelling: string
  /** Characters of the text in the square. */
  readonly characters: number
  readonly L: Size
  readonly M: Size
}

/** A version of ISO/IEC 18004, and the modules on each side. */
export interface Size {
  readonly version: number
  readonly modules: number
}

interface Spelling {
  readonly name: string
  readonly text: string
}

const CONTENTS: readonly { kind: CodeKind; content: string }[] = [
  { kind: 'C1', content: 'C1: number, times, status' },
  { kind: 'C2', content: 'C2: C1 and a name of 14 characters' },
  { kind: 'P1', content: 'P1: C1, a holder key and its signature' },
]

/** Measures every spelling of every kind of code at levels L and M. */
export async function measureSquares({ codes }: SampleIssuer): Promise<SquareSize[]> {
  const { privateKey } = await generateKeyPair('ES256')
  const sizes: SquareSize[] = []
  for (const { kind, content } of CONTENTS) {
    const sample = sampleAt(codes[kind], 0)
    const { link } = sample
    const [L, M] = [createSquare(link, 'screen'), createSquare(link, 'print')].map(sizeOf)
    if (L && M) sizes.push({ content, spelling: 'Qiyema', characters: link.length, L, M })
    for (const { name, text } of await spellingsOfOthers(sample, privateKey)) {
      const [L, M] = (['L', 'M'] as const).map(errorCorrectionLevel => {
        const { version, modules } = create(text, { errorCorrectionLevel })
        return { version, modules: modules.size }
      })
      if (L && M) sizes.push({ content, spelling: name, characters: text.length, L, M })
    }
  }
  return sizes
}

function sizeOf({ version, modules }: Size): Size {
  return { version, modules }
}

async function spellingsOfOthers({ text }: Sample, key: CryptoKey): Promise<Spelling[]> {
  const payload = decodeJwt(text.slice(0, text.indexOf('~')))
  const isHolderBound = payload.cnf !== undefined
  const jwt = isHolderBound ? text : text.slice(0, -1)
  const others = [
    { name: 'JWT in a link', text: `https://qym.example/v?t=${jwt}` },
    { name: 'SD-JWT text', text },
  ]
  // Neither has a place for the proof of a holder.
  if (isHolderBound) return others
  return [
    { name: 'SMART Health Card style', text: await healthCard(payload, key) },
    { name: 'EU DCC style', text: await covidCertificate(payload, key) },
    ...others,
  ]
}

/** SMART Health Cards: a JWS over deflated JSON, each character as two digits. The key id is ours, shorter than theirs. */
async function healthCard(payload: JWTPayload, key: CryptoKey): Promise<string> {
  const jws = await new CompactSign(deflateRawSync(JSON.stringify(payload), { level: 9 }))
    .setProtectedHeader({ alg: 'ES256', zip: 'DEF', kid: 'TK-8QwVu2yk' })
    .sign(key)
  const digits = Array.from(jws, character => String(character.charCodeAt(0) - 45).padStart(2, '0'))
  return `shc:/${digits.join('')}`
}

/** EU DCC: a CWT in COSE_Sign1 (RFC 9052), deflated, base45. Claims have the numbers that IANA registered. */
async function covidCertificate(claims: JWTPayload, key: CryptoKey): Promise<string> {
  const { status_list: status } = claims.status as { status_list: { idx: number; uri: string } }
  const payload = encode(
    new Map<number | string, unknown>([
      [1, claims.iss],
      [2, claims.sub],
      [4, claims.exp],
      [6, claims.iat],
      [11, claims.vct],
      [65535, { status_list: status }],
      ...(claims.name === undefined ? [] : ([['name', claims.name]] as const)),
    ]),
  )
  const header = encode(
    new Map<number, unknown>([
      [1, -7],
      [4, Buffer.from('TK-8QwVu2yk', 'base64url')],
    ]),
  )
  const toBeSigned = encode(['Signature1', header, new Uint8Array(), payload])
  const algorithm = { name: 'ECDSA', hash: 'SHA-256' }
  const signature = new Uint8Array(await crypto.subtle.sign(algorithm, key, new Uint8Array(toBeSigned)))
  const sign1 = encode(new Tagged(18, [header, new Map(), payload, signature]))
  return `HC1:${encodeBase45(deflateSync(sign1, { level: 9 }))}`
}
