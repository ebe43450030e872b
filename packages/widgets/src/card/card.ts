/** The shapes of the card's part of the contract, as its calls give them. */
import type { Resources } from '@qiyema/core/connection'
import type { card } from '@qiyema/core/operations/card'

type Calls = Resources<typeof card>

export type Card = Awaited<ReturnType<Calls['read']>>
export type Provenance = Card['provenance'][string]
export type Picture = Card['pictures'][number]
export type CardChanges = NonNullable<Parameters<Calls['update']>[0]>
export type Exchange = Awaited<ReturnType<Calls['exchanges']['accept']>>
export type Correction = Awaited<ReturnType<Calls['corrections']['submit']>>
