/** No double benefit (重复享受不叠加): which of several estimates may be had together. */

/** One benefit with its estimate. Within a group only one may be had; without a group it stands beside all others. */
export interface Benefit {
  readonly id: string
  readonly group?: string
  /** Undefined while the amount waits for a fact. */
  readonly amountFen?: number
}

/** What may be had together, and what stands back for what. */
export interface Together {
  readonly totalFen: number
  /** In the order given. */
  readonly kept: readonly string[]
  readonly leftOut: readonly { readonly id: string; readonly inFavourOf: string }[]
  /** Benefits whose amount is not known: they count for nothing yet, and may still replace one that is kept. */
  readonly open: readonly string[]
}

/**
 * Keeps the highest of each group (就高不重复), the first given among equals.
 *
 * @example
 * ```ts
 * together([
 *   { id: 'pol-01', group: 'equipment', amountFen: 40_000_000 },
 *   { id: 'pol-12', group: 'equipment', amountFen: 6_000_000 },
 *   { id: 'pol-06', amountFen: 20_000_000 },
 * ]) // kept: pol-01 and pol-06, totalFen: 60_000_000
 * ```
 */
export function together(benefits: readonly Benefit[]): Together {
  const known = benefits.filter(isKnown)
  const chosen = new Map<string, KnownBenefit>()
  for (const benefit of known) {
    const place = placeOf(benefit)
    const rival = chosen.get(place)
    if (!rival || benefit.amountFen > rival.amountFen) chosen.set(place, benefit)
  }

  const kept = known.filter(benefit => chosen.get(placeOf(benefit)) === benefit)
  return {
    totalFen: kept.reduce((total, { amountFen }) => total + amountFen, 0),
    kept: kept.map(({ id }) => id),
    leftOut: known.flatMap(benefit => {
      const winner = chosen.get(placeOf(benefit)) ?? benefit
      return winner === benefit ? [] : [{ id: benefit.id, inFavourOf: winner.id }]
    }),
    open: benefits.filter(benefit => !isKnown(benefit)).map(({ id }) => id),
  }
}

type KnownBenefit = Benefit & { readonly amountFen: number }

function isKnown(benefit: Benefit): benefit is KnownBenefit {
  return benefit.amountFen !== undefined
}

/** Those without a group compete with nobody. */
function placeOf({ id, group }: Benefit): string {
  return group === undefined ? `alone ${id}` : `group ${group}`
}
