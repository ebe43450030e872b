/** Sign-ins of people at the platform itself: an opaque token in the browser, its hash in the store. */
import type { Selectable } from 'kysely'
import type { Db } from '../store/store.js'
import type { EnterpriseRole, Item, OfficerRole } from './caller.js'
import { hashOfSecret, newSecret, present } from './presented.js'
import { secondsAfter } from './sessions.js'
import type { SignInTable } from './tables.js'

export const SIGN_IN_SECONDS = 8 * 3600

export type SignIn = Selectable<SignInTable>

/** Who has just proven who they are, by whatever the platform signs people in with. */
export type SignedInPerson =
  | { readonly kind: 'operator'; readonly personId: string; readonly enterpriseId?: string }
  | {
      readonly kind: 'officer'
      readonly personId: string
      readonly departmentId: string
      readonly regions: readonly string[]
      readonly roles: readonly OfficerRole[]
    }

/** What a person may do for an enterprise at a moment, as delegations in force have it. */
export interface People {
  roleOf(
    db: Db,
    personId: string,
    enterpriseId: string,
    now: Date,
  ): Promise<{ readonly role: EnterpriseRole; readonly items: readonly Item[] } | undefined>
}

/** Signs a person in, and gives the token that their browser sends as `Authorization: Bearer`. It is shown once. */
export async function openSignIn(
  db: Db,
  person: SignedInPerson,
  now: Date,
): Promise<{ readonly token: string; readonly expiresAt: Date }> {
  const token = newSecret()
  const expiresAt = secondsAfter(now, SIGN_IN_SECONDS)
  const officer = person.kind === 'officer' ? person : undefined
  const hash = await hashOfSecret(token)
  await present(db, hash)
  await db
    .insertInto('sign_ins')
    .values({
      token_hash: hash,
      person_id: person.personId,
      kind: person.kind,
      enterprise_id: person.kind === 'operator' ? (person.enterpriseId ?? null) : null,
      department_id: officer?.departmentId ?? null,
      regions: JSON.stringify(officer?.regions ?? []),
      roles: JSON.stringify(officer?.roles ?? []),
      opened_at: now,
      expires_at: expiresAt,
    })
    .execute()
  return { token, expiresAt }
}

/** The sign-in that a token stands for; undefined when it is unknown, too old, or ended. */
export async function findSignIn(db: Db, token: string, now: Date): Promise<SignIn | undefined> {
  const hash = await hashOfSecret(token)
  await present(db, hash)
  return db
    .selectFrom('sign_ins')
    .selectAll()
    .where('token_hash', '=', hash)
    .where('expires_at', '>', now)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
}

/** Remembers for which enterprise somebody acts from now on. That they may is for the caller to have checked. */
export async function chooseEnterprise(db: Db, tokenHash: string, enterpriseId: string): Promise<void> {
  await present(db, tokenHash)
  await db
    .updateTable('sign_ins')
    .set({ enterprise_id: enterpriseId })
    .where('token_hash', '=', tokenHash)
    .execute()
}

/** Signs somebody out. */
export async function endSignIn(db: Db, tokenHash: string, now: Date): Promise<void> {
  await present(db, tokenHash)
  await db.updateTable('sign_ins').set({ ended_at: now }).where('token_hash', '=', tokenHash).execute()
}
