/** Whom one may sign in as where nothing is at stake: everybody in the registry who may do something, once for each thing. */
import type { EnterpriseRole, OfficerRole } from '../../access/caller.js'
import { inForce } from '../../registry/delegations.js'
import type { LocalisedText } from '../../store/columns.js'
import { asTenant, type Db } from '../../store/store.js'
import { AS_OPERATOR } from '../capacity.js'

interface Somebody {
  readonly personId: string
  readonly name: string
}

export interface SampleOperator extends Somebody {
  readonly enterprise: { readonly id: string; readonly name: LocalisedText }
  readonly role: EnterpriseRole
}

export interface SampleOfficer extends Somebody {
  readonly department: { readonly id: string; readonly name: LocalisedText }
  readonly roles: readonly OfficerRole[]
}

export interface SamplePeople {
  readonly operators: readonly SampleOperator[]
  readonly officers: readonly SampleOfficer[]
}

/** @param as - only those who may sign in as this: `operator`, or a department */
export async function samplePeople(db: Db, as: string | undefined, now: Date): Promise<SamplePeople> {
  // They stand behind the walls of their enterprises and departments; who signs in is nobody yet.
  return asTenant(db, { kind: 'platform' }, async platform => ({
    operators: as === undefined || as === AS_OPERATOR ? await operators(platform, now) : [],
    officers: as === AS_OPERATOR ? [] : await officers(platform, as),
  }))
}

async function operators(db: Db, now: Date): Promise<SampleOperator[]> {
  const rows = await inForce(db, now)
    .innerJoin('persons as p', 'p.id', 'delegations.person_id')
    .innerJoin('enterprises as e', 'e.id', 'delegations.enterprise_id')
    .select(['p.name as personName', 'e.name as enterpriseName'])
    .orderBy('delegations.enterprise_id')
    // The representative, by luck of the alphabet, first.
    .orderBy('delegations.role', 'desc')
    .orderBy('delegations.id')
    .execute()
  return rows.map(row => ({
    personId: row.person_id,
    name: row.personName,
    enterprise: { id: row.enterprise_id, name: row.enterpriseName },
    role: row.role,
  }))
}

async function officers(db: Db, departmentId: string | undefined): Promise<SampleOfficer[]> {
  let query = db
    .selectFrom('officers as o')
    .innerJoin('persons as p', 'p.id', 'o.person_id')
    .innerJoin('departments as d', 'd.id', 'o.department_id')
    .select(['o.person_id', 'o.department_id', 'o.roles', 'p.name as personName', 'd.name as departmentName'])
    .orderBy('o.department_id')
    .orderBy('o.person_id')
  if (departmentId !== undefined) query = query.where('o.department_id', '=', departmentId)
  const rows = await query.execute()
  return rows.map(row => ({
    personId: row.person_id,
    name: row.personName,
    department: { id: row.department_id, name: row.departmentName },
    roles: row.roles,
  }))
}
