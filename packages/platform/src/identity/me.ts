/** Who is signed in, and for whom they may act. */
import type { contract } from '@qiyema/core/contract'
import type * as z from 'zod/mini'
import type { Caller } from '../access/caller.js'
import type { Call } from '../http/handler.js'
import { PlatformProblem } from '../http/problems.js'
import { findPerson, type HeldRole, rolesOf } from '../registry/people.js'

export type Me = z.output<typeof contract.identity.read.answer>

/**
 * @param chosenId - the enterprise that the sign-in is for from now on, where it is not the caller's until now
 * @throws {PlatformProblem} `unauthenticated` for whoever is no person of the registry any more
 */
export async function readMe({ db, caller, now, language }: Call, chosenId = chosenBy(caller)): Promise<Me> {
  if (caller.kind !== 'operator' && caller.kind !== 'officer') throw new PlatformProblem('unauthenticated')
  const person = await findPerson(db, caller.personId)
  if (!person) throw new PlatformProblem('unauthenticated')
  const toAnswer = ({ enterprise: { id, uscc, name }, role, items }: HeldRole) => ({
    enterpriseId: id,
    uscc,
    name: name[language] ?? name['zh-CN'],
    role,
    items: [...items],
  })
  const enterprises = (await rolesOf(db, caller.personId, now)).map(toAnswer)
  const chosen = enterprises.find(({ enterpriseId }) => enterpriseId === chosenId)
  return {
    person: { id: person.id, name: person.name },
    ...(chosen && { enterprise: chosen }),
    enterprises,
    ...(caller.kind === 'officer' && {
      officer: {
        departmentId: caller.departmentId,
        regions: [...caller.regions],
        roles: [...caller.roles],
      },
    }),
  }
}

function chosenBy(caller: Caller): string | undefined {
  return caller.kind === 'operator' ? caller.enterprise?.id : undefined
}
