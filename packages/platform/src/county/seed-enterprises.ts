/** Enterprises of a county with what registers know of them, and the cards of those that have claimed their code. */
import type { FactValue } from '../facts/facts.js'
import type { Db } from '../store/store.js'
import type { CountyPack } from './pack.js'

type Enterprise = CountyPack['enterprises'][number]

export async function seedEnterprises(db: Db, pack: CountyPack, asOf: Date): Promise<void> {
  const { enterprises, county } = pack
  const isClaimed = ({ id }: Enterprise) => !county.unclaimed.includes(id)
  const rows = enterprises.map(enterprise => ({
    id: enterprise.id,
    uscc: enterprise.uscc,
    name: JSON.stringify(enterprise.name),
    former_names: '[]',
    entity_type: enterprise.entityType,
    registration_status: enterprise.registrationStatus,
    region_code: enterprise.regionCode,
    industry_code: enterprise.industryCode ?? null,
    established_on: enterprise.establishedOn ?? null,
    claimed_at: isClaimed(enterprise) ? asOf : null,
    updated_at: asOf,
  }))
  await db.insertInto('enterprises').values(rows).execute()
  await seedProfiles(db, enterprises.filter(isClaimed), asOf)
  const facts = enterprises.flatMap(enterprise => factsOf(enterprise, pack, asOf))
  await db.insertInto('facts').values(facts).execute()
  const figures = enterprises.map(({ id, ops }) => ({
    enterprise_id: id,
    figures: JSON.stringify(
      Object.fromEntries(Object.entries(ops).filter(([, value]) => typeof value === 'number')),
    ),
    as_of: asOf,
  }))
  await db.insertInto('per_mu_figures').values(figures).execute()
}

async function seedProfiles(db: Db, enterprises: readonly Enterprise[], asOf: Date): Promise<void> {
  const rows = enterprises.flatMap(({ id, card }) => {
    if (!card) return []
    const { address, addressEn } = card
    return {
      enterprise_id: id,
      contact_role: card.contactRole ?? null,
      phone: card.phone ?? null,
      email: card.email ?? null,
      website: card.website ?? null,
      address: address === undefined ? null : JSON.stringify({ 'zh-CN': address, en: addressEn }),
      products: JSON.stringify(card.mainProducts),
      strengths: JSON.stringify(card.advantages),
      updated_at: asOf,
      version: 1,
    }
  })
  if (rows.length > 0) await db.insertInto('profiles').values(rows).execute()
}

/** The facts of the dictionary that a record holds. What is a column of the enterprise's row, or computed, is no row here. */
function factsOf(enterprise: Enterprise, { facts }: CountyPack, asOf: Date) {
  return facts.flatMap(({ id, source }) => {
    if (source === 'derived' || id.startsWith('entity.')) return []
    const value = memberAt(enterprise, id)
    if (value === undefined) return []
    return { enterprise_id: enterprise.id, id, source, value: JSON.stringify(value), as_of: asOf }
  })
}

function memberAt(record: Readonly<Record<string, unknown>>, id: string): FactValue | undefined {
  const value = id
    .split('.')
    .reduce<unknown>(
      (held, name) =>
        typeof held === 'object' && held !== null && Object.hasOwn(held, name)
          ? Object.entries(held).find(([member]) => member === name)?.[1]
          : undefined,
      record,
    )
  return isFactValue(value) ? value : undefined
}

function isFactValue(value: unknown): value is FactValue {
  if (Array.isArray(value)) return value.every(member => typeof member === 'string')
  return ['string', 'number', 'boolean'].includes(typeof value)
}
