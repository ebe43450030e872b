/** People of a county who sign in: representatives, administrators and handlers of enterprises, officers of departments. */
import { momentOf } from '../calendar/shanghai-time.js'
import type { Db } from '../store/store.js'
import { departmentIdOf, personIdOf } from './names.js'
import type { CountyPack } from './pack.js'

type Person = CountyPack['people'][number]

export async function seedPeople(db: Db, { people }: CountyPack, asOf: Date): Promise<void> {
  const persons = people.map(({ id, name, phone }) => ({ id: personIdOf(id), name, phone }))
  await db.insertInto('persons').values(persons).execute()
  const delegations = people.flatMap(person => delegationsOf(person, asOf))
  await db.insertInto('delegations').values(delegations).execute()
  const officers = people.flatMap(({ id, department, regions = [], roles = [] }) =>
    department === undefined
      ? []
      : {
          person_id: personIdOf(id),
          department_id: departmentIdOf(department),
          regions: JSON.stringify(regions),
          roles: JSON.stringify(roles),
        },
  )
  if (officers.length > 0) await db.insertInto('officers').values(officers).execute()
}

function delegationsOf({ id, represents, administers, handles, items = [], until }: Person, asOf: Date) {
  const roles = [
    { enterpriseId: represents, role: 'representative' as const },
    { enterpriseId: administers, role: 'administrator' as const },
    { enterpriseId: handles, role: 'handler' as const },
  ]
  return roles.flatMap(({ enterpriseId, role }) =>
    enterpriseId === undefined
      ? []
      : {
          id: `del-${id.replaceAll('-', '')}${role.charAt(0)}`,
          enterprise_id: enterpriseId,
          person_id: personIdOf(id),
          role,
          items: JSON.stringify(role === 'handler' ? items : []),
          from_at: asOf,
          until_at: until === undefined ? null : momentOf(until, '24:00'),
        },
  )
}
