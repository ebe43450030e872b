/** The shapes of the policies' part of the contract, as its calls give them. */
import type { Resources } from '@qiyema/core/connection'
import type { card } from '@qiyema/core/operations/card'
import type { policy } from '@qiyema/core/operations/policy'

type Calls = Resources<typeof policy>

export type PolicySummary = Awaited<ReturnType<Calls['list']>>['items'][number]
export type PolicyItem = Awaited<ReturnType<Calls['read']>>
export type PolicyQuery = NonNullable<Parameters<Calls['list']>[0]>
export type PolicyMatch = Awaited<ReturnType<Calls['matches']['make']>>
export type MatchCondition = PolicyMatch['conditions'][number]
export type MissingFact = PolicyMatch['missing'][number]
export type DeclaredFacts = NonNullable<Parameters<Calls['matches']['make']>[0]['declared']>
export type FactValue = DeclaredFacts[string]
export type Subscription = Awaited<ReturnType<Calls['subscription']['read']>>
export type MatchResult = NonNullable<PolicyQuery['match']>
export type Correction = Awaited<ReturnType<Resources<typeof card>['corrections']['submit']>>
