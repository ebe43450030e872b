/** Signs people of the county in without asking them to prove anything: a sandbox's privilege. */
import {
  type Db,
  officesOf,
  openSignIn,
  personIdOf,
  representativeOf,
  rolesOf,
  type SignedInPerson,
  type Store,
} from '@qiyema/platform'
import { sampleCounty } from './sample-county.js'

/** As `createClient` takes it from its `signIn`. */
export interface SignInToken {
  readonly token: string
  readonly expiresInSeconds: number
}

/**
 * Prepares to sign somebody in, as often as it is called.
 *
 * @param who - an enterprise, for its legal representative (`ent-02`); a person of the county (`adm-02`, `off-code`); or, for
 *   one who came later, the person's id at the platform
 * @throws {RangeError} for whom the county does not know
 */
export function createSignIn(store: Store, who: string, now: () => Date): () => Promise<SignInToken> {
  ensureKnown(who)
  return async () => {
    const at = now()
    const { token, expiresAt } = await store.transact({ kind: 'anyone' }, async db =>
      openSignIn(db, await personOf(db, who, at), at),
    )
    return { token, expiresInSeconds: (expiresAt.getTime() - at.getTime()) / 1000 }
  }
}

const ENTERPRISE = /^ent-/
const PLATFORM_ID = /^per_/

function ensureKnown(who: string): void {
  if (PLATFORM_ID.test(who)) return
  const { enterprises, people } = sampleCounty()
  const isEnterprise = ENTERPRISE.test(who)
  if ((isEnterprise ? enterprises : people).some(({ id }) => id === who)) return
  throw new RangeError(`There is ${isEnterprise ? 'no enterprise' : 'nobody'} ${who} in the sample county.`)
}

async function personOf(db: Db, who: string, now: Date): Promise<SignedInPerson> {
  if (ENTERPRISE.test(who)) {
    const representative = await representativeOf(db, who)
    if (!representative) throw new RangeError(`Nobody represents ${who} any more.`)
    return { kind: 'operator', personId: representative.id, enterpriseId: who }
  }
  const personId = PLATFORM_ID.test(who) ? who : personIdOf(who)
  const [role] = await rolesOf(db, personId, now)
  if (role) return { kind: 'operator', personId, enterpriseId: role.enterprise.id }
  const [office] = await officesOf(db, personId)
  if (!office) throw new RangeError(`${who} may do nothing any more.`)
  const { department_id: departmentId, regions, roles } = office
  return { kind: 'officer', personId, departmentId, regions, roles }
}
