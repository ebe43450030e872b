// The national suite beside the library it is made of: what our checks and encodings around it cost.
import { importSigningKey } from '@qiyema/core/sign'
import { generateSm2Key, sm2 } from '@qiyema/core/sm2'
import { sm2 as library } from 'sm-crypto-v2'
import { type RoundOptions, race, type Standing } from './rounds.ts'

const OPTIONS = { hash: true, der: false, userId: '1234567812345678' }

/** The standings of one operation: ours, then the library's own. */
export interface Sm2Result {
  readonly operation: 'verify' | 'sign'
  readonly standings: readonly Standing[]
}

/** Measures both operations over 300 bytes, about as long as what a code signs. */
export async function measureSm2(options: Omit<RoundOptions, 'inFlight'>): Promise<Sm2Result[]> {
  const jwk = generateSm2Key()
  const hex = (member: string): string => Buffer.from(member, 'base64url').toString('hex')
  const publicKey = `04${hex(jwk.x)}${hex(jwk.y)}`
  const privateKey = hex(jwk.d)
  const data = crypto.getRandomValues(new Uint8Array(300))
  const signing = await sm2.importKey(jwk, 'sign')
  const verifying = await sm2.importKey(jwk, 'verify')
  const signature = await sm2.sign(signing, data)
  const signatureHex = Buffer.from(signature).toString('hex')
  // Also proves that a key in use signs what it verifies.
  await importSigningKey(jwk, { suites: [sm2] })

  const verify = await race(
    [
      { name: 'Qiyema', run: async () => must(await sm2.verify(verifying, signature, data)) },
      {
        name: 'sm-crypto-v2',
        run: async () => must(library.doVerifySignature(data, signatureHex, publicKey, OPTIONS)),
      },
    ],
    { ...options, inFlight: 1 },
  )
  const sign = await race(
    [
      { name: 'Qiyema', run: async () => must((await sm2.sign(signing, data)).length === 64) },
      {
        name: 'sm-crypto-v2',
        run: async () =>
          must(library.doSignature(data, privateKey, { ...OPTIONS, publicKey }).length === 128),
      },
    ],
    { ...options, inFlight: 1 },
  )
  return [
    { operation: 'verify', standings: verify },
    { operation: 'sign', standings: sign },
  ]
}

function must(isRight: boolean): void {
  if (!isRight) throw new Error('SM2 went wrong')
}
