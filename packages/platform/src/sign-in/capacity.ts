/** As what a person signs in: for enterprises, or for one department. The registry says, at this moment. */
import type { SignedInPerson } from '../access/operators.js'
import { officesOf, rolesOf } from '../registry/people.js'
import type { Db } from '../store/store.js'

/** For enterprises; every other wish is the id of a department. */
export const AS_OPERATOR = 'operator'

export interface Wishes {
  readonly as?: string | undefined
  /** To begin with, of an operator who may act for several. */
  readonly enterpriseId?: string | undefined
}

/**
 * What the person signs in as; undefined where that is nothing of theirs.
 *
 * Who wishes nothing and could be both is an operator; who may act for one enterprise only has chosen it.
 */
export async function capacityOf(
  db: Db,
  personId: string,
  { as, enterpriseId }: Wishes,
  now: Date,
): Promise<SignedInPerson | undefined> {
  const roles = as === undefined || as === AS_OPERATOR ? await rolesOf(db, personId, now) : []
  if (roles.length > 0) {
    const [first, ...others] = roles
    const chosen = enterpriseId ?? (others.length === 0 ? first?.enterprise.id : undefined)
    if (chosen === undefined) return { kind: 'operator', personId }
    return roles.some(({ enterprise }) => enterprise.id === chosen)
      ? { kind: 'operator', personId, enterpriseId: chosen }
      : undefined
  }
  const offices = as === AS_OPERATOR ? [] : await officesOf(db, personId)
  const office = as === undefined ? offices[0] : offices.find(row => row.department_id === as)
  if (!office || enterpriseId !== undefined) return undefined
  const { department_id: departmentId, regions, roles: officerRoles } = office
  return { kind: 'officer', personId, departmentId, regions, roles: officerRoles }
}
