/** Codes that an application swaps for a token: for a minute, once, and by whoever began the sign-in. */
import type { SignedInPerson } from '../access/operators.js'
import { hashOfSecret, newSecret, present } from '../access/presented.js'
import { secondsAfter } from '../access/sessions.js'
import { sha256 } from '../http/digest.js'
import type { Db } from '../store/store.js'
import { AS_OPERATOR, capacityOf } from './capacity.js'

const CODE_SECONDS = 60

/**
 * @param challenge - of the application's verifier, RFC 7636: `S256`
 */
export async function openCode(
  db: Db,
  person: SignedInPerson,
  challenge: string,
  now: Date,
): Promise<string> {
  const code = newSecret()
  const hash = await hashOfSecret(code)
  await present(db, hash)
  await db
    .insertInto('sign_in_codes')
    .values({
      code_hash: hash,
      code_challenge: challenge,
      person_id: person.personId,
      acts_as: person.kind === 'officer' ? person.departmentId : AS_OPERATOR,
      enterprise_id: person.kind === 'operator' ? (person.enterpriseId ?? null) : null,
      expires_at: secondsAfter(now, CODE_SECONDS),
    })
    .execute()
  return code
}

/**
 * Who signs in by a code; undefined for one that is unknown, used, too old, or another's. It is used up even then: whoever
 * has it without the verifier has stolen it.
 */
export async function takeCode(
  db: Db,
  code: string,
  verifier: string,
  now: Date,
): Promise<SignedInPerson | undefined> {
  const hash = await hashOfSecret(code)
  await present(db, hash)
  const taken = await db
    .deleteFrom('sign_in_codes')
    .where('code_hash', '=', hash)
    .returningAll()
    .executeTakeFirst()
  if (!taken || taken.expires_at <= now || taken.code_challenge !== (await sha256(verifier))) return undefined
  const wishes = { as: taken.acts_as, enterpriseId: taken.enterprise_id ?? undefined }
  return capacityOf(db, taken.person_id, wishes, now)
}
