// All of a verification but the signature: digits -> fields -> rebuilt text -> judgement, beside jose taking that text apart.
import { createVerifier, type Suite } from '@qiyema/core/verify'
import { decodeJwt, decodeProtectedHeader } from 'jose'
import { type Contender, type RoundOptions, race, type Standing } from './rounds.ts'
import { NOW, type SampleIssuer, sampleAt } from './samples.ts'

/** Believes every signature, at once: what is left is the time that everything else takes. */
const CREDULOUS: Suite = {
  alg: 'BENCH',
  importKey: async () => ({ suite: 'BENCH' }),
  sign: async () => new Uint8Array(64),
  verify: async () => true,
}

/** Ours, then jose. Nothing waits here, so one at a time says all. */
export function measureDecoding(
  issuer: SampleIssuer,
  options: Omit<RoundOptions, 'inFlight'>,
): Promise<Standing[]> {
  return race([ours(issuer), josesOwn(issuer)], { ...options, inFlight: 1 })
}

function ours({ trust, statusLists, codes }: SampleIssuer): Contender {
  const issuers = trust.issuers.map(issuer => ({
    ...issuer,
    keys: issuer.keys.map(key => (key.use === 'code' ? { ...key, alg: CREDULOUS.alg } : key)),
  }))
  const verifier = createVerifier({
    trust: { ...trust, issuers },
    statusLists,
    suites: [CREDULOUS],
    now: () => NOW,
  })
  return {
    name: 'Qiyema: digits to fields to text, judged',
    run: async sample => {
      const { outcome } = await verifier.verify(sampleAt(codes.C1, sample).digits)
      if (outcome !== 'valid') throw new Error(`expected valid, found ${outcome}`)
    },
  }
}

function josesOwn({ codes }: SampleIssuer): Contender {
  const texts = codes.C1.map(({ text }) => text.slice(0, -1))
  return {
    name: 'jose: text to header and payload',
    run: async sample => {
      const jws = sampleAt(texts, sample)
      if (!decodeProtectedHeader(jws).kid || !decodeJwt(jws).sub) throw new Error('decoded to nothing')
    },
  }
}
