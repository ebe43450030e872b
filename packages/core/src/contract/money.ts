/** Money: whole fen, so that nobody rounds on the way. */
import { z } from './schema.js'

/** Up to ten thousand thousand million yuan, which a double and a bigint column both hold exactly. */
export const MAX_FEN = 10 ** 15

/** An amount in fen of CNY. */
export const money = z.strictObject({
  amountFen: z.int().check(z.minimum(0), z.maximum(MAX_FEN)),
  currency: z.literal('CNY'),
})

/** An annualised rate, all costs in, as a decimal fraction: 0.0345 is 3.45 %. */
export const annualRate = z.number().check(z.minimum(0), z.maximum(10))

export type Money = z.infer<typeof money>

/** Money of so many yuan. */
export function yuan(amount: number): Money {
  return { amountFen: Math.round(amount * 100), currency: 'CNY' }
}
