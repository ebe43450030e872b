/** What the platform knows of an enterprise before a code is issued, and what the enterprise has to say for that. */
import type { contract } from '@qiyema/core/contract'
import type * as z from 'zod/mini'
import type { Caller } from '../access/caller.js'
import { legalDateAt } from '../calendar/shanghai-time.js'
import { isOfType } from '../facts/dictionary.js'
import type { FactValue } from '../facts/facts.js'
import type { Call } from '../http/handler.js'
import { invalidField } from '../http/problems.js'
import type { EnterpriseRow } from '../registry/enterprises.js'
import { knownFacts, readDictionary, writeFact } from '../registry/facts.js'
import { type ProfileRow, readProfile, updateProfile } from '../registry/profiles.js'
import type { Db } from '../store/store.js'

export type ProfileAnswer = z.output<typeof contract.code.profile.read.answer>

/** By the contract. */
export interface Information {
  readonly contactRole?: string | undefined
  readonly contactPhone?: string | undefined
  readonly address?: string | undefined
  readonly declared?: Readonly<Record<string, FactValue>> | undefined
}

export async function profileAnswer(
  { db, caller, now }: Pick<Call, 'db' | 'caller' | 'now'>,
  enterprise: EnterpriseRow,
): Promise<ProfileAnswer> {
  const { id, uscc, name, former_names: formerNames, claimed_at: claimedAt } = enterprise
  const missing = missingIn(await readProfile(db, id))
  return {
    id,
    uscc,
    name,
    formerNames: [...formerNames],
    registrationStatus: enterprise.registration_status,
    regionCode: enterprise.region_code,
    ...(claimedAt && { claimedAt: claimedAt.toISOString() }),
    isComplete: missing.length === 0,
    missing,
    facts: await factsFor(db, caller, enterprise, now),
  }
}

/** What an enterprise has yet to say, by the names of {@link Information}. */
export async function missingInformation(db: Db, enterpriseId: string): Promise<readonly string[]> {
  return missingIn(await readProfile(db, enterpriseId))
}

/**
 * Takes down what the enterprise says. What is left out stays.
 *
 * @throws {PlatformProblem} `invalid_fields` at the fact, for one that is not the enterprise's to state
 */
export async function completeInformation(
  { db, now }: Pick<Call, 'db' | 'now'>,
  enterpriseId: string,
  { contactRole, contactPhone, address, declared = {} }: Information,
): Promise<void> {
  const said = {
    contactRole,
    phone: contactPhone,
    address: address === undefined ? undefined : { 'zh-CN': address },
  }
  await updateProfile(db, enterpriseId, said, now)
  await declareFacts(db, enterpriseId, declared, now)
}

function missingIn(profile: ProfileRow | undefined): string[] {
  const said = {
    contactRole: profile?.contact_role,
    contactPhone: profile?.phone,
    address: profile?.address,
  }
  return Object.entries(said).flatMap(([name, value]) => (value ? [] : [name]))
}

async function declareFacts(
  db: Db,
  enterpriseId: string,
  declared: Readonly<Record<string, FactValue>>,
  now: Date,
): Promise<void> {
  const given = Object.entries(declared)
  if (given.length === 0) return
  const dictionary = new Map((await readDictionary(db)).map(definition => [definition.id, definition]))
  const registered = await db
    .selectFrom('facts')
    .select('id')
    .where('enterprise_id', '=', enterpriseId)
    .where('source', '!=', 'declared')
    .execute()
  const isRegistered = new Set(registered.map(({ id }) => id))
  for (const [id, value] of given) {
    const pointer = `/declared/${id}`
    const definition = dictionary.get(id)
    if (!definition) throw invalidField(pointer, 'unknown_fact')
    const isRegisters = isRegistered.has(id) || id.startsWith('entity.') || definition.source === 'derived'
    if (isRegisters) throw invalidField(pointer, 'held_by_register')
    if (!isOfType(value, definition.type)) throw invalidField(pointer, 'no_value_of_fact')
    await writeFact(db, { enterpriseId, id, source: 'declared', value, asOf: now })
  }
}

/** A partner's page is shown what is public anyway: the rest is opened by consents, each with a record of who read what. */
async function factsFor(
  db: Db,
  caller: Caller,
  enterprise: EnterpriseRow,
  now: Date,
): Promise<ProfileAnswer['facts']> {
  const { facts, provenance } = await knownFacts(db, enterprise, { asOf: legalDateAt(now) })
  return [...provenance].flatMap(([id, { source, owner, asOf }]) => {
    const value = facts[id]
    const isShown = caller.kind !== 'widget' || PUBLIC_FACTS.has(id)
    if (value === undefined || !isShown) return []
    const shown = typeof value === 'object' ? [...value] : value
    return { id, value: shown, source, asOf: asOf.toISOString(), ...(owner !== undefined && { owner }) }
  })
}

const PUBLIC_FACTS: ReadonlySet<string> = new Set([
  'entity.type',
  'entity.regionCode',
  'entity.industryCode',
  'entity.registrationStatus',
])
