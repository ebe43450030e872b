/** Who calls, once it is proven; which operations are theirs; and which rows the database shows them. */
import type {
  COMPONENTS,
  CONSENT_PURPOSES,
  ITEMS,
  OFFICER_ROLES,
  Operation,
  ROLES,
} from '@qiyema/core/contract'
import { PlatformProblem } from '../http/problems.js'
import type { Tenant } from '../store/tenant.js'

export type ComponentName = (typeof COMPONENTS)[number]
export type ConsentPurpose = (typeof CONSENT_PURPOSES)[number]
export type EnterpriseRole = (typeof ROLES)[number]
export type Item = (typeof ITEMS)[number]
export type OfficerRole = (typeof OFFICER_ROLES)[number]

export interface Anyone {
  readonly kind: 'anyone'
}

/** A partner's own server. */
export interface PartnerCaller {
  readonly kind: 'partner'
  readonly partnerId: string
  /** What the partner is registered for; operations that name a scope want it. */
  readonly scopes: readonly string[]
}

/** One browser at a partner's site, for one enterprise. */
export interface WidgetCaller {
  readonly kind: 'widget'
  readonly sessionId: string
  readonly partnerId: string
  readonly enterpriseId: string
  readonly purpose: ConsentPurpose
  readonly components: readonly ComponentName[]
  /** Of this request. */
  readonly origin: string
  /** The partner's own name of who sits there. */
  readonly operatorReference: string
  /** Of the key that its token is bound to, RFC 7638. */
  readonly keyThumbprint: string
}

/** Somebody signed in who acts for an enterprise, or has yet to choose one. */
export interface OperatorCaller {
  readonly kind: 'operator'
  readonly personId: string
  /** The hash of the sign-in's token: names the sign-in, and opens nothing. */
  readonly signIn: string
  readonly enterprise?: {
    readonly id: string
    readonly role: EnterpriseRole
    /** Of a handler; the others may do everything but what is the representative's alone. */
    readonly items: readonly Item[]
  }
}

/** Somebody signed in who works for a department. */
export interface OfficerCaller {
  readonly kind: 'officer'
  readonly personId: string
  /** As an operator's. */
  readonly signIn: string
  readonly departmentId: string
  readonly regions: readonly string[]
  readonly roles: readonly OfficerRole[]
}

export type Caller = Anyone | PartnerCaller | WidgetCaller | OperatorCaller | OfficerCaller

export const ANYONE: Anyone = { kind: 'anyone' }

/**
 * Lets a caller through to an operation, as the operation is to see it: what is open to anyone treats whoever is not
 * named beside as anyone.
 *
 * @throws {PlatformProblem} `unauthenticated`, `forbidden` or `component_not_granted`
 */
export function admit(operation: Operation, caller: Caller): Caller {
  const { callers, components = [], scope } = operation
  if (!callers.includes(caller.kind)) {
    if (callers.includes('anyone')) return ANYONE
    throw new PlatformProblem(caller.kind === 'anyone' ? 'unauthenticated' : 'forbidden')
  }
  if (caller.kind === 'widget' && !caller.components.some(granted => components.includes(granted)))
    throw new PlatformProblem('component_not_granted')
  if (caller.kind === 'partner' && scope !== undefined && !caller.scopes.includes(scope))
    throw new PlatformProblem('forbidden')
  return caller
}

/** Whose rows a transaction of this caller's may see. */
export function tenantOf(caller: Caller): Tenant {
  switch (caller.kind) {
    case 'anyone':
      return { kind: 'anyone' }
    case 'partner':
      return { kind: 'partner', partnerId: caller.partnerId }
    case 'widget':
      return { kind: 'enterprise', enterpriseId: caller.enterpriseId }
    case 'operator':
      return caller.enterprise
        ? { kind: 'enterprise', enterpriseId: caller.enterprise.id }
        : { kind: 'anyone' }
    case 'officer':
      return { kind: 'officer', departmentId: caller.departmentId, regions: caller.regions }
  }
}

/**
 * A name for whoever calls, the same over sessions and sign-ins: idempotency keys and limits go by it.
 *
 * A widget's is its enterprise at its partner, since an intent outlives the session it began in.
 */
export function nameOf(caller: Caller): string {
  switch (caller.kind) {
    case 'anyone':
      return 'anyone'
    case 'partner':
      return `partner ${caller.partnerId}`
    case 'widget':
      return `widget ${caller.partnerId} ${caller.enterpriseId}`
    case 'operator':
      return `operator ${caller.personId} ${caller.enterprise?.id ?? '-'}`
    case 'officer':
      return `officer ${caller.personId} ${caller.departmentId}`
  }
}

/**
 * The enterprise that a caller acts for.
 *
 * @throws {PlatformProblem} `forbidden` for who has chosen none, or is no enterprise's
 */
export function enterpriseIdOf(caller: Caller): string {
  if (caller.kind === 'widget') return caller.enterpriseId
  if (caller.kind === 'operator' && caller.enterprise) return caller.enterprise.id
  throw new PlatformProblem('forbidden')
}

/**
 * Lets a handler of an enterprise do only what it was trusted with. Everybody else passes.
 *
 * @throws {PlatformProblem} `forbidden`
 */
export function ensureItem(caller: Caller, item: Item): void {
  if (caller.kind !== 'operator' || caller.enterprise?.role !== 'handler') return
  if (!caller.enterprise.items.includes(item)) throw new PlatformProblem('forbidden')
}

/** @throws {PlatformProblem} `forbidden` for who is no officer, or not in this role */
export function ensureOfficer(caller: Caller, role: OfficerRole): OfficerCaller {
  if (caller.kind === 'officer' && caller.roles.includes(role)) return caller
  throw new PlatformProblem('forbidden')
}
