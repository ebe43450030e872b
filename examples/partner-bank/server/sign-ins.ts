/** Who is signed in: a random name in a cookie, and what stands behind it in this server's memory. */
import { randomBytes } from 'node:crypto'
import type { Customer } from './customers.ts'

const LASTS_MILLISECONDS = 8 * 3600 * 1000

export interface CustomerSignIn {
  readonly kind: 'customer'
  readonly id: string
  readonly customer: Customer
  /** The platform's sessions that were opened for it, which end with it. */
  readonly sessions: Set<string>
}

export interface OfficerSignIn {
  readonly kind: 'officer'
  readonly id: string
  /** The bank whose part is played: one of `Banks`. */
  actingFor: string
}

export type SignIn = CustomerSignIn | OfficerSignIn

export interface SignIns {
  addCustomer(customer: Customer): CustomerSignIn
  addOfficer(actingFor: string): OfficerSignIn
  find(id: string | undefined): SignIn | undefined
  remove(id: string): void
}

export function createSignIns(now: () => number = Date.now): SignIns {
  const kept = new Map<string, { readonly signIn: SignIn; readonly until: number }>()

  function keep<Kind extends SignIn>(signIn: Kind): Kind {
    for (const [id, { until }] of kept) if (until <= now()) kept.delete(id)
    kept.set(signIn.id, { signIn, until: now() + LASTS_MILLISECONDS })
    return signIn
  }

  return {
    addCustomer: customer => keep({ kind: 'customer', id: newId(), customer, sessions: new Set() }),
    addOfficer: actingFor => keep({ kind: 'officer', id: newId(), actingFor }),
    find(id = '') {
      const found = kept.get(id)
      return found && found.until > now() ? found.signIn : undefined
    },
    remove: id => kept.delete(id),
  }
}

function newId(): string {
  return randomBytes(24).toString('base64url')
}
