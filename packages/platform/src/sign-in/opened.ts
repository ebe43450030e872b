/** Signs a person in, writes it down, and answers with the token, which nobody is shown again. */
import type { Caller } from '../access/caller.js'
import { openSignIn, type SignedInPerson } from '../access/operators.js'
import { findPerson } from '../registry/people.js'
import type { Db } from '../store/store.js'
import type { SignInServices } from './services.js'

/** What an application gets. */
export interface SignedIn {
  /** For `Authorization: Bearer`. */
  readonly token: string
  /** RFC 3339. */
  readonly expiresAt: string
  readonly expiresInSeconds: number
  readonly person: { readonly id: string; readonly name: string }
}

export async function signIn(
  db: Db,
  person: SignedInPerson,
  requestId: string,
  { audit, now }: SignInServices,
): Promise<SignedIn> {
  const at = now()
  const { token, expiresAt } = await openSignIn(db, person, at)
  const { personId } = person
  const data =
    person.kind === 'officer'
      ? { department: person.departmentId }
      : { enterprise: person.enterpriseId ?? null }
  await audit(db, {
    caller: callerOf(person),
    requestId,
    action: 'sign-in.open',
    subject: personId,
    data,
    at,
  })
  const { name = '' } = (await findPerson(db, personId)) ?? {}
  return {
    token,
    expiresAt: expiresAt.toISOString(),
    expiresInSeconds: (expiresAt.getTime() - at.getTime()) / 1000,
    person: { id: personId, name },
  }
}

/** Who has just come in, as the audit trail names them. */
function callerOf(person: SignedInPerson): Caller {
  if (person.kind === 'officer') return { ...person, signIn: '' }
  return { kind: 'operator', personId: person.personId, signIn: '' }
}
