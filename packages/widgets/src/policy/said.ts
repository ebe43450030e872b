/** What a person has said of facts, as it is kept on the device. */
import { isTexts } from '../shared/drafts/entries.js'
import type { FactValue } from './policy.js'

/** Sent already, or typed so far. Chinese amounts that name no unit are in ten thousands. */
export type Said =
  | { readonly sent: FactValue }
  | { readonly given: readonly string[]; readonly isInWan: boolean }

/** As typed where Chinese is spoken, or not: a bare number gets the unit that it was typed in. */
export function withUnit(text: string, inWan: boolean): string {
  return /[0-9]\s*$/.test(text.normalize('NFKC')) ? `${text}${inWan ? '万元' : '元'}` : text
}

/** From a device's store: what cannot be an answer is left out. */
export function readSaid(kept: unknown): Record<string, Said> {
  if (typeof kept !== 'object' || kept === null) return {}
  return Object.fromEntries(
    Object.entries(kept).flatMap(([fact, said]) => {
      const read = saidOf(said)
      return read ? [[fact, read] as const] : []
    }),
  )
}

function saidOf(kept: unknown): Said | undefined {
  if (typeof kept !== 'object' || kept === null) return undefined
  if ('sent' in kept) return isFactValue(kept.sent) ? { sent: kept.sent } : undefined
  if (!('given' in kept) || !isTexts(kept.given) || kept.given.join('') === '') return undefined
  return { given: kept.given, isInWan: 'isInWan' in kept && kept.isInWan === true }
}

function isFactValue(value: unknown): value is FactValue {
  return ['string', 'number', 'boolean'].includes(typeof value) || isTexts(value)
}
