// Verifications per second, beside the WebCrypto calls that the job cannot do without, and beside jose on the same JWS.
import { createVerifier } from '@qiyema/core/verify'
import { decodeJwt, importJWK, type JWK, jwtVerify } from 'jose'
import { type Contender, type RoundOptions, race, type Standing } from './rounds.ts'
import { type CodeKind, NOW, type SampleIssuer, sampleAt } from './samples.ts'

/** The standings of one kind of code, for one number of verifications in flight. */
export interface VerificationResult {
  readonly subject: string
  readonly inFlight: number
  /** Ours, raw WebCrypto, jose. */
  readonly standings: readonly Standing[]
}

const ECDSA = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
const SUBJECTS: readonly { subject: string; kind: CodeKind; form: 'link' | 'text' }[] = [
  { subject: 'C1, link', kind: 'C1', form: 'link' },
  { subject: 'C1, SD-JWT text', kind: 'C1', form: 'text' },
  { subject: 'C2 (name), link', kind: 'C2', form: 'link' },
  { subject: 'P1 (holder-bound), link', kind: 'P1', form: 'link' },
]

/** Measures every kind of code, one at a time and with 64 in flight. */
export async function measureVerification(
  issuer: SampleIssuer,
  options: Omit<RoundOptions, 'inFlight'>,
): Promise<VerificationResult[]> {
  const results: VerificationResult[] = []
  for (const inFlight of [1, 64]) {
    for (const { subject, kind, form } of SUBJECTS) {
      const contenders = [ours(issuer, kind, form), raw(issuer, kind), josesOwn(issuer, kind)]
      results.push({ subject, inFlight, standings: await race(contenders, { ...options, inFlight }) })
    }
  }
  return results
}

/** Ours, on links or on texts. */
export function ours(
  { trust, statusLists, codes }: SampleIssuer,
  kind: CodeKind,
  form: 'link' | 'text',
): Contender {
  const verifier = createVerifier({ trust, statusLists, now: () => NOW })
  return {
    name: 'Qiyema',
    run: async sample => {
      const { outcome } = await verifier.verify(sampleAt(codes[kind], sample)[form])
      if (outcome !== 'valid') throw new Error(`expected valid, found ${outcome}`)
    },
  }
}

/** What is known before the first verification is prepared outside the clock: all but the holder's key, which is new in each code. */
export function raw({ publicKey, codes }: SampleIssuer, kind: CodeKind): Contender {
  const prepared = codes[kind].map(({ text }) => {
    const [issued = '', shown = ''] = text.split('~')
    return { issued: splitJws(issued), shown: shown ? splitJws(shown) : undefined, holder: pointOf(issued) }
  })
  return {
    name: 'crypto.subtle',
    run: async sample => {
      const { issued, shown, holder } = sampleAt(prepared, sample)
      if (!(await crypto.subtle.verify(ECDSA, publicKey, issued.signature, issued.input)))
        throw new Error('a right signature was refused')
      if (!shown || !holder) return
      await crypto.subtle.digest('SHA-256', issued.input)
      const key = await crypto.subtle.importKey('raw', holder, ECDSA, false, ['verify'])
      if (!(await crypto.subtle.verify(ECDSA, key, shown.signature, shown.input)))
        throw new Error('a right signature was refused')
    },
  }
}

function josesOwn({ publicKey, codes }: SampleIssuer, kind: CodeKind): Contender {
  const currentDate = new Date(NOW * 1000)
  const algorithms = ['ES256']
  const prepared = codes[kind].map(({ text }) => text.split('~'))
  return {
    name: 'jose',
    run: async sample => {
      const [issued = '', shown] = sampleAt(prepared, sample)
      const issuer = 'https://qym.example'
      const { payload } = await jwtVerify(issued, publicKey, {
        algorithms,
        issuer,
        typ: 'dc+sd-jwt',
        currentDate,
      })
      if (!shown) return
      const key = await importJWK((payload.cnf as { jwk: JWK }).jwk, 'ES256')
      const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`${issued}~`))
      const binding = await jwtVerify(shown, key, { algorithms, typ: 'kb+jwt', currentDate })
      if (binding.payload.sd_hash !== Buffer.from(hash).toString('base64url'))
        throw new Error('a right signature was refused')
    },
  }
}

function splitJws(jws: string): {
  readonly input: Uint8Array<ArrayBuffer>
  readonly signature: Buffer<ArrayBuffer>
} {
  const dot = jws.lastIndexOf('.')
  return {
    input: new TextEncoder().encode(jws.slice(0, dot)),
    signature: Buffer.from(jws.slice(dot + 1), 'base64url'),
  }
}

/** The holder's key in the form that is imported fastest: 04, x, y. */
function pointOf(jws: string): Buffer<ArrayBuffer> | undefined {
  const { cnf } = decodeJwt<{ cnf?: { jwk: { x: string; y: string } } }>(jws)
  const coordinates = [cnf?.jwk.x ?? '', cnf?.jwk.y ?? ''].map(part => Buffer.from(part, 'base64url'))
  return cnf && Buffer.concat([Buffer.of(4), ...coordinates])
}
