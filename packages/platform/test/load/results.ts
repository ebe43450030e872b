// What the measurements of the platform come to.
import type {} from 'vitest'

export interface OriginFigures {
  readonly connections: number
  readonly perSecond: {
    readonly bareRoute: number
    readonly bareQuery: number
    readonly read: number
    readonly write: number
  }
  /** Medians of the rounds' own ratios. */
  readonly readOfRoute: number
  readonly readOfQuery: number
  readonly writeOfQuery: number
  readonly errors: number
}

/** One kind of request in the small county and in the large one. */
export interface GrowthFigures {
  readonly name: string
  readonly smallMilliseconds: number
  readonly largeMilliseconds: number
  readonly ratio: number
}

export interface CountyGrowth {
  readonly small: number
  readonly large: number
  readonly requests: readonly GrowthFigures[]
}

declare module 'vitest' {
  interface TaskMeta {
    results?: OriginFigures | CountyGrowth
  }
}
