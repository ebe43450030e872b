/** What is known of an enterprise: registers' facts, its own word where registers are silent, and what follows from both. */
import type { Selectable } from 'kysely'
import { type LegalDate, momentOf } from '../calendar/shanghai-time.js'
import { type DerivedFacts, deriveFacts } from '../facts/derive.js'
import { type FactDictionary, factTypeOf } from '../facts/dictionary.js'
import type { Facts, FactValue } from '../facts/facts.js'
import type { Db } from '../store/store.js'
import type { EnterpriseRow } from './enterprises.js'
import type { FactDefinitionTable } from './tables.js'

type DefinitionRow = Selectable<FactDefinitionTable>

/** A fact's entry in the county's dictionary, with the consent scopes it belongs to and the department that keeps it. */
export type FactDefinition = FactDictionary[number] & Pick<DefinitionRow, 'scopes' | 'owner'>

export interface Provenance {
  readonly source: DefinitionRow['source']
  /** The department that keeps the fact and corrects it. */
  readonly owner?: string
  readonly asOf: Date
}

export interface KnownFacts extends Pick<DerivedFacts, 'facts' | 'tables'> {
  readonly provenance: ReadonlyMap<string, Provenance>
  readonly dictionary: readonly FactDefinition[]
}

export interface Wanted {
  /** The day for which ages are counted. */
  readonly asOf: LegalDate
  /** What the enterprise says for one question; it is kept nowhere. */
  readonly declared?: Facts
}

/** The county's dictionary, in its own order. */
export async function readDictionary(db: Db): Promise<FactDefinition[]> {
  const rows = await db.selectFrom('fact_definitions').selectAll().orderBy('position').execute()
  return rows.map(({ id, type, label, source, scopes, owner }) => ({
    id,
    type: factTypeOf(type),
    label: { zh: label['zh-CN'], en: label.en ?? label['zh-CN'] },
    source,
    scopes,
    owner,
  }))
}

/**
 * Everything known of an enterprise that the transaction's tenant may see: a partner sees what a consent in force opens.
 *
 * A register's word stands before the enterprise's own. What is computed carries the later of the times it rests on.
 */
export async function knownFacts(db: Db, enterprise: EnterpriseRow, wanted: Wanted): Promise<KnownFacts> {
  const dictionary = await readDictionary(db)
  const rows = await db
    .selectFrom('facts')
    .select(['id', 'source', 'value', 'as_of'])
    .where('enterprise_id', '=', enterprise.id)
    .execute()
  const perMu = await db
    .selectFrom('per_mu_results')
    .select(['grade', 'model', 'as_of'])
    .where('enterprise_id', '=', enterprise.id)
    .executeTakeFirst()
  const registered = new Map(rows.filter(({ source }) => source !== 'declared').map(row => [row.id, row]))
  const stated = new Map(rows.filter(({ source }) => source === 'declared').map(row => [row.id, row]))
  const { facts, tables } = deriveFacts(recordOf(enterprise, [...registered.values()]), {
    dictionary,
    asOf: wanted.asOf,
    declared: {
      ...Object.fromEntries([...stated].map(([id, { value }]) => [id, value])),
      ...wanted.declared,
    },
    ...(perMu && { perMu }),
  })
  const latest = latestOf([enterprise.updated_at, ...rows.map(row => row.as_of)])
  const originOf = ({ id, source, owner }: FactDefinition): Provenance => {
    const kept = owner === null ? {} : { owner }
    if (id === 'perMu.grade' && perMu) return { source: 'derived', ...kept, asOf: perMu.as_of }
    if (source === 'derived') return { source, asOf: latest }
    const register = registered.get(id)
    if (register) return { source: register.source, ...kept, asOf: register.as_of }
    if (ENTERPRISE_FACTS.has(id)) return { source, ...kept, asOf: enterprise.updated_at }
    const isForTheQuestion = wanted.declared?.[id] !== undefined
    const statedAt = isForTheQuestion ? undefined : stated.get(id)?.as_of
    return { source: 'declared', asOf: statedAt ?? momentOf(wanted.asOf, '00:00') }
  }
  const known = dictionary.filter(({ id }) => Object.hasOwn(facts, id))
  return {
    facts,
    tables,
    provenance: new Map(known.map(definition => [definition.id, originOf(definition)])),
    dictionary,
  }
}

/** What of an enterprise's row are facts. All of it is public. */
export type PublicRecord = Pick<
  EnterpriseRow,
  'entity_type' | 'region_code' | 'industry_code' | 'registration_status' | 'established_on'
>

/** What anyone may know of an enterprise: its row, and what follows from that alone. */
export function publicFacts(dictionary: FactDictionary, enterprise: PublicRecord, asOf: LegalDate): Facts {
  return deriveFacts(recordOf(enterprise, []), { dictionary, asOf }).facts
}

/** Sets a register's fact, or the enterprise's own word. */
export async function writeFact(
  db: Db,
  fact: {
    readonly enterpriseId: string
    readonly id: string
    readonly source: 'warehouse' | 'warehouse-consented' | 'declared'
    readonly value: FactValue
    readonly asOf: Date
  },
): Promise<void> {
  const row = { value: JSON.stringify(fact.value), as_of: fact.asOf }
  await db
    .insertInto('facts')
    .values({ enterprise_id: fact.enterpriseId, id: fact.id, source: fact.source, ...row })
    .onConflict(conflict => conflict.columns(['enterprise_id', 'id', 'source']).doUpdateSet(row))
    .execute()
}

/** Facts that are columns of an enterprise's row, so public. */
const ENTERPRISE_FACTS: ReadonlySet<string> = new Set([
  'entity.type',
  'entity.regionCode',
  'entity.industryCode',
  'entity.registrationStatus',
])

/** An enterprise in the shape that facts are derived from: groups of facts as members of an object. */
function recordOf(
  enterprise: PublicRecord,
  rows: readonly { readonly id: string; readonly value: FactValue }[],
): Record<string, unknown> {
  const record: Record<string, unknown> = {
    entityType: enterprise.entity_type,
    regionCode: enterprise.region_code,
    industryCode: enterprise.industry_code ?? undefined,
    registrationStatus: enterprise.registration_status,
    establishedOn: enterprise.established_on ?? undefined,
  }
  const groups = new Map<string, Record<string, FactValue>>()
  for (const { id, value } of rows) {
    const [group = '', name] = id.split('.')
    if (name === undefined) record[group] = value
    else groups.set(group, { ...groups.get(group), [name]: value })
  }
  return { ...record, ...Object.fromEntries(groups) }
}

function latestOf(moments: readonly Date[]): Date {
  return new Date(Math.max(...moments.map(moment => moment.getTime())))
}
