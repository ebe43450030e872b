/** The most that a support can come to, whoever it is for: lists are sorted by it. */
import type { SingleSupport, Support } from '../rules/support.js'

/** In fen; undefined where neither a cap nor a table says so. */
export function ceilingFen(support: Support): number | undefined {
  const yuan = support.type === 'sum' ? ofParts(support) : ofSingle(support)
  return yuan === undefined ? undefined : Math.round(yuan * 100)
}

function ofParts({ parts, capYuan }: Extract<Support, { type: 'sum' }>): number | undefined {
  const ceilings = parts.map(ofSingle)
  const known = ceilings.filter(ceiling => ceiling !== undefined)
  const total = known.reduce((sum, ceiling) => sum + ceiling, 0)
  return known.length < ceilings.length ? capYuan : lower(total, capYuan)
}

function ofSingle(support: SingleSupport): number | undefined {
  switch (support.type) {
    case 'fixed':
      return lower(support.amountYuan, support.capYuan)
    case 'tieredFixed':
      return lower(Math.max(...support.tiers.map(({ amountYuan }) => amountYuan)), support.capYuan)
    case 'highestOf':
    case 'byValue':
      return lower(Math.max(0, ...Object.values(support.amounts)), support.capYuan)
    case 'perUnit':
      return support.capYuan
    case 'rate':
    case 'tieredRate':
    case 'rateByValue': {
      // Whoever has no extra points has no cap of theirs either.
      if (support.capYuan === undefined) return undefined
      const caps = (support.extraPoints ?? []).map(({ capYuan = 0 }) => capYuan)
      return Math.max(support.capYuan, ...caps)
    }
  }
}

function lower(amount: number, cap: number | undefined): number {
  return cap === undefined ? amount : Math.min(amount, cap)
}
