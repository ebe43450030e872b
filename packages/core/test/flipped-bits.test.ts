/**
 * No forged bit: every single bit of codes of each kind and suite is flipped, sentinel and template included, and none is
 * accepted. Most codes are short ones, because each flip costs a verification; `QIYEMA_FULL=1` makes it a hundred.
 */
import { expect, test } from 'vitest'
import { EPOCH } from '../src/code/format/wire.js'
import { generateHolderKey } from '../src/code/sign/holder-key.js'
import { presentCode } from '../src/code/sign/present.js'
import { signCode } from '../src/code/sign/sign.js'
import { openWideOffice, type WideOffice } from './wide-office.js'

const AT = EPOCH + 3_620_000 * 60
const name = '杭州市示例科技股份有限公司甲'

const REQUEST = { uscc: '91330100799655058B', lifetime: '1y', issuedAt: AT } as const

const isFull = process.env.QIYEMA_FULL === '1'
const [PLAIN, EDWARDS, OTHERS] = isFull ? [84, 10, 2] : [12, 3, 1]

const curve = await openWideOffice()
const edwards = await openWideOffice('EdDSA')

async function printed({ key }: WideOffice, index: number, extra: { name?: string }): Promise<string> {
  const { digits } = await signCode({ ...REQUEST, status: { list: index % 16, index }, ...extra }, key)
  return digits
}

async function shown({ key }: WideOffice, index: number, extra: { name?: string }): Promise<string> {
  const holder = await generateHolderKey()
  const request = { ...REQUEST, status: { list: 0, index }, holder: holder.publicJwk, ...extra }
  const { digits } = await presentCode(await signCode(request, key), holder, { at: AT })
  return digits
}

test.each([
  { what: `${PLAIN} plain codes`, count: PLAIN, bits: 686, office: curve, sign: printed, extra: {} },
  {
    what: `${EDWARDS} plain codes under Ed25519`,
    count: EDWARDS,
    bits: 686,
    office: edwards,
    sign: printed,
    extra: {},
  },
  {
    what: `codes with a name (${OTHERS})`,
    count: OTHERS,
    bits: 916,
    office: curve,
    sign: printed,
    extra: { name },
  },
  {
    what: `holder-bound codes (${OTHERS})`,
    count: OTHERS,
    bits: 1513,
    office: curve,
    sign: shown,
    extra: {},
  },
  {
    what: `holder-bound codes with a name (${OTHERS})`,
    count: OTHERS,
    bits: 1743,
    office: curve,
    sign: shown,
    extra: { name },
  },
])(
  'no flipped bit of $what is accepted',
  { timeout: 60_000 },
  async ({ count, bits, office, sign, extra }) => {
    for (let number = 0; number < count; number++) {
      const digits = await sign(office, number * 7919, extra)
      expect(await office.verifier.verify(digits, { at: AT })).toMatchObject({ outcome: 'valid' })
      const integer = BigInt(digits)
      expect(integer.toString(2)).toHaveLength(bits)
      // One bit more than there are: a second sentinel above the first.
      const flipped = Array.from({ length: bits + 1 }, (_, bit) => String(integer ^ (1n << BigInt(bit))))
      const results = await Promise.all(flipped.map(text => office.verifier.verify(text, { at: AT })))
      const accepted = flipped.filter((_, bit) => results[bit]?.outcome === 'valid')
      expect(accepted).toEqual([])
      const foundBySignature = results.filter(({ outcome }) => outcome === 'bad_signature')
      expect(foundBySignature.length).toBeGreaterThan(bits * 0.8)
    }
  },
)
