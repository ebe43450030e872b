/** Whom an identity names, by what the platform is configured to know people by. */
import { findPerson, findPersonByPhone, type PersonRow } from '../registry/people.js'
import { asTenant, type Db } from '../store/store.js'
import type { Identity } from './identity-provider.js'

/** A verified telephone number, or a subject that was registered for a person. */
export type KnownBy = 'phone' | 'subject'

/** Registers whom a provider's subject names. Its transaction is the platform's own. */
export async function registerSubject(
  db: Db,
  { issuer, subject, personId }: Pick<Identity, 'issuer' | 'subject'> & { readonly personId: string },
): Promise<void> {
  await db.insertInto('person_subjects').values({ issuer, subject, person_id: personId }).execute()
}

/** The person; undefined for whom the registry does not know. */
export async function personOf(db: Db, identity: Identity, knownBy: KnownBy): Promise<PersonRow | undefined> {
  if (knownBy === 'phone') {
    return identity.phone === undefined ? undefined : findPersonByPhone(db, identity.phone)
  }
  const { issuer, subject } = identity
  // Who is signing in is nobody yet.
  const registered = await asTenant(db, { kind: 'platform' }, platform =>
    platform
      .selectFrom('person_subjects')
      .select('person_id')
      .where('issuer', '=', issuer)
      .where('subject', '=', subject)
      .executeTakeFirst(),
  )
  return registered && findPerson(db, registered.person_id)
}
