/** Fills an empty platform with a county: its settings, its registers, who signs in there, its policies and its loan products. */
import { momentOf } from '../calendar/shanghai-time.js'
import { seedProducts } from '../finance/seed.js'
import { seedPolicies } from '../policy/seed.js'
import { SETTINGS, writeSetting } from '../registry/county.js'
import type { Db, Store } from '../store/store.js'
import { assessCounty } from './assess.js'
import { departmentIdOf, partnerIdOf } from './names.js'
import type { CountyPack } from './pack.js'
import { seedEnterprises } from './seed-enterprises.js'
import { seedPeople } from './seed-people.js'

/**
 * Seeds a county, all of it or nothing.
 *
 * @throws {Error} of the database, where the platform has a county already
 */
export async function seedCounty(store: Store, pack: CountyPack): Promise<void> {
  await store.transact({ kind: 'platform' }, async db => {
    const asOf = momentOf(pack.county.asOf, '00:00')
    await seedSettings(db, pack)
    await seedDirectories(db, pack)
    await seedEnterprises(db, pack, asOf)
    await seedPeople(db, pack, asOf)
    await assessCounty(db, pack.county.asOf)
    await seedProducts(db, pack.products)
    await seedPolicies(db, pack.policies, asOf)
  })
}

/** Whether there is a county yet. */
export async function isSeeded(store: Store): Promise<boolean> {
  const row = await store.transact({ kind: 'platform' }, db =>
    db.selectFrom('county_settings').select('name').where('name', '=', SETTINGS.county).executeTakeFirst(),
  )
  return row !== undefined
}

async function seedSettings(db: Db, { county, scopes, perMuModel }: CountyPack): Promise<void> {
  const { version } = county
  await writeSetting(db, SETTINGS.county, version, county)
  await writeSetting(db, SETTINGS.scopes, version, scopes)
  await writeSetting(db, SETTINGS.perMuModel, version, { version, ...perMuModel })
}

async function seedDirectories(db: Db, pack: CountyPack): Promise<void> {
  const departments = pack.departments.map(({ id, name, level, regionCode, phone }) => ({
    id: departmentIdOf(id),
    name: JSON.stringify(name),
    level,
    region_code: regionCode,
    phone: phone ?? null,
  }))
  await db.insertInto('departments').values(departments).execute()
  const partners = pack.partners.map(({ id, kind, name }) => ({
    id: partnerIdOf(id),
    kind,
    name: JSON.stringify(name),
  }))
  await db.insertInto('partners').values(partners).execute()
  const definitions = pack.facts.map(({ id, type, label, source }, position) => ({
    id,
    type,
    label: JSON.stringify(label),
    source,
    scopes: JSON.stringify(pack.scopes.filter(({ facts }) => facts.includes(id)).map(scope => scope.id)),
    owner: pack.factOwners[id] === undefined ? null : departmentIdOf(pack.factOwners[id]),
    position,
  }))
  await db.insertInto('fact_definitions').values(definitions).execute()
}
