/** The walls around facts and consents in the database itself: what no `where` has to remember. */
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openTestStore } from '../../test/test-store.js'
import { keepGiven } from '../access/consented-reads.js'
import {
  endConsent,
  extendToBank,
  findConsent,
  isOpenTo,
  openNeedConsent,
  readUnderConsent,
} from '../access/consents.js'
import { PlatformProblem } from '../http/problems.js'
import type { Db, Store } from '../store/store.js'
import type { Tenant } from '../store/tenant.js'

const ONE = 'ent-one'
const OTHER = 'ent-other'
const PLATFORM: Tenant = { kind: 'platform' }
const bank = (number: number): Tenant => ({ kind: 'partner', partnerId: `par-bank0${number}` })
const enterprise = (enterpriseId: string): Tenant => ({ kind: 'enterprise', enterpriseId })

let moment = new Date('2026-03-02T01:00:00Z')
let store: Store
beforeAll(async () => {
  store = await openTestStore({ now: () => moment })
  await store.transact(PLATFORM, fill)
})
afterAll(() => store.close())
beforeEach(async () => {
  moment = new Date('2026-03-02T01:00:00Z')
  await store.transact(PLATFORM, async db => {
    await db.deleteFrom('consent_reads').execute()
    await db.deleteFrom('consents').where('parent_id', 'is not', null).execute()
    await db.deleteFrom('consents').execute()
  })
})

/** Two enterprises with a fact of each of two scopes, and three banks. */
async function fill(db: Db): Promise<void> {
  const name = JSON.stringify({ 'zh-CN': '示例' })
  for (const [id, uscc] of [
    [ONE, '91330100799655058B'],
    [OTHER, '91110108551385082Q'],
  ] as const)
    await db
      .insertInto('enterprises')
      .values({
        id,
        uscc,
        name,
        former_names: '[]',
        entity_type: 'company',
        registration_status: 'active',
        region_code: '330521',
        claimed_at: moment,
        updated_at: moment,
      })
      .execute()
  for (const number of [1, 2, 3])
    await db
      .insertInto('partners')
      .values({ id: `par-bank0${number}`, kind: 'bank', name })
      .execute()
  for (const [position, [id, scope]] of [
    ['credit.taxGrade', 'tax.summary'],
    ['ops.revenueYuan', 'operations.summary'],
    ['perMu.grade', 'per-mu.result'],
  ].entries())
    await db
      .insertInto('fact_definitions')
      .values({
        id: id ?? '',
        type: id === 'ops.revenueYuan' ? 'money' : 'string',
        label: name,
        source: 'warehouse-consented',
        scopes: JSON.stringify([scope]),
        position,
      })
      .execute()
  for (const enterprise_id of [ONE, OTHER]) {
    for (const [id, value] of [
      ['credit.taxGrade', 'A'],
      ['ops.revenueYuan', 1_000_000],
    ] as const)
      await db
        .insertInto('facts')
        .values({
          enterprise_id,
          id,
          source: 'warehouse-consented',
          value: JSON.stringify(value),
          as_of: moment,
        })
        .execute()
    await db
      .insertInto('per_mu_results')
      .values({ enterprise_id, model: 'm', scale: 's', score: 1, rank: 1, grade: 'A', as_of: moment })
      .execute()
  }
}

async function seenBy(tenant: Tenant): Promise<string[]> {
  return store.transact(tenant, async db => {
    const facts = await db.selectFrom('facts').select(['enterprise_id', 'id']).execute()
    const perMu = await db.selectFrom('per_mu_results').select('enterprise_id').execute()
    return [
      ...facts.map(({ enterprise_id, id }) => `${enterprise_id} ${id}`),
      ...perMu.map(({ enterprise_id }) => `${enterprise_id} perMu.grade`),
    ].toSorted()
  })
}

/** A consent as it stands after an enterprise has said yes. */
async function give(wishes: {
  readonly to: number
  readonly by?: string
  readonly scopes: readonly string[]
  readonly state?: 'active' | 'requested'
}): Promise<string> {
  const { to, by = ONE, scopes, state = 'active' } = wishes
  return store.transact(PLATFORM, async db => {
    const id = `con_${crypto.randomUUID().replaceAll('-', '')}`
    await db
      .insertInto('consents')
      .values({
        id,
        enterprise_id: by,
        partner_id: `par-bank0${to}`,
        state,
        purpose: 'loan-application',
        requested: JSON.stringify(scopes),
        granted: JSON.stringify(state === 'active' ? scopes : []),
        term_until: '2026-03-31',
        requested_at: moment,
        answer_by: new Date(moment.getTime() + 7 * 86_400_000),
        from_at: moment,
        until_at: new Date('2026-03-31T16:00:00Z'),
        separate: '[]',
      })
      .execute()
    return id
  })
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work
    return 'none'
  } catch (error) {
    if (error instanceof PlatformProblem) return error.code
    throw error
  }
}

test('without a consent a partner sees no fact of anybody, though it asks for all', async () => {
  for (const number of [1, 2, 3]) expect(await seenBy(bank(number))).toEqual([])
  expect(await seenBy({ kind: 'anyone' })).toEqual([])
  expect(await seenBy(enterprise(ONE))).toHaveLength(3)
  expect(await seenBy(PLATFORM)).toHaveLength(6)
})

test('with a consent it sees the facts of its scopes, of that enterprise, and another partner still none', async () => {
  await give({ to: 1, scopes: ['tax.summary', 'per-mu.result'] })
  expect(await seenBy(bank(1))).toEqual([`${ONE} credit.taxGrade`, `${ONE} perMu.grade`])
  expect(await seenBy(bank(2))).toEqual([])
  await give({ to: 2, by: OTHER, scopes: ['operations.summary'] })
  expect(await seenBy(bank(2))).toEqual([`${OTHER} ops.revenueYuan`])
})

test('a consent that is only asked for, has ended, or has run out opens nothing', async () => {
  await give({ to: 1, scopes: ['tax.summary'], state: 'requested' })
  expect(await seenBy(bank(1))).toEqual([])
  const id = await give({ to: 1, scopes: ['tax.summary'] })
  expect(await seenBy(bank(1))).toHaveLength(1)
  await store.transact(enterprise(ONE), db => endConsent(db, id, 'withdrawn', moment))
  expect(await seenBy(bank(1))).toEqual([])
  await give({ to: 1, scopes: ['tax.summary'] })
  moment = new Date('2026-03-31T15:59:59.999Z')
  expect(await seenBy(bank(1))).toHaveLength(1)
  moment = new Date('2026-03-31T16:00:00Z')
  expect(await seenBy(bank(1))).toEqual([])
})

test('a partner gives itself nothing: not a consent, not a wider one, not a longer one, not another’s', async () => {
  const requested = await give({ to: 1, scopes: ['tax.summary'], state: 'requested' })
  const active = await give({ to: 1, scopes: ['tax.summary'] })
  await give({ to: 2, scopes: ['tax.summary'] })
  const attempt = (statement: ReturnType<typeof sql>) =>
    store
      .transact(bank(1), db => statement.execute(db))
      .then(
        result => `${result.numAffectedRows ?? 0n} rows`,
        (error: Error) => (/row-level security/.test(error.message) ? 'refused' : error.message),
      )
  expect(await attempt(sql`update consents set state = 'active' where id = ${requested}`)).toBe('refused')
  expect(
    await attempt(sql`update consents set granted = '["operations.summary"]' where id = ${active}`),
  ).toBe('0 rows')
  expect(await attempt(sql`update consents set until_at = '2099-01-01' where state = 'active'`)).toBe(
    '0 rows',
  )
  expect(
    await attempt(sql`update consents set partner_id = 'par-bank01' where partner_id = 'par-bank02'`),
  ).toBe('0 rows')
  expect(await attempt(sql`delete from consents where state = 'active'`)).toBe('0 rows')
  expect(
    await attempt(sql`insert into consents select 'con_forged', enterprise_id, partner_id, null, 'active', purpose,
      requested, granted, reason, term_until, requested_at, answer_by from consents where id = ${active}`),
  ).toBe('refused')
  expect(await seenBy(bank(1))).toEqual([`${ONE} credit.taxGrade`])
})

test('a read gives what the consent opens and nothing that another consent of the same partner does', async () => {
  await give({ to: 1, scopes: ['operations.summary'] })
  const id = await give({ to: 1, scopes: ['tax.summary'] })
  const { facts } = await store.transact(bank(1), db => readUnderConsent(db, id, moment))
  expect(facts).toEqual([
    { id: 'credit.taxGrade', value: 'A', source: 'warehouse-consented', asOf: '2026-03-02T01:00:00.000Z' },
  ])
  expect(await codeOf(store.transact(bank(2), db => readUnderConsent(db, id, moment)))).toBe('not_found')
})

test('what goes with a loan need opens nothing until a bank has taken the need up, and then to that bank', async () => {
  const need = await store.transact(enterprise(ONE), db =>
    openNeedConsent(
      db,
      { enterpriseId: ONE, scopes: ['tax.summary'], until: '2026-03-31', givenBy: 'operator per-1 ent-one' },
      moment,
    ),
  )
  for (const number of [1, 2]) expect(await seenBy(bank(number))).toEqual([])
  expect(await codeOf(store.transact(enterprise(ONE), db => readUnderConsent(db, need.id, moment)))).toBe(
    'consent_required',
  )
  const extended = await Promise.all(
    [1, 1, 2].map(number =>
      store.transact(bank(number), db => extendToBank(db, need.id, `par-bank0${number}`, moment)),
    ),
  )
  expect(new Set(extended.map(({ id }) => id)).size).toBe(2)
  expect(await seenBy(bank(1))).toEqual([`${ONE} credit.taxGrade`])
  expect(await seenBy(bank(3))).toEqual([])
  // Of the others it sees neither the consents nor the need's own.
  const own = await store.transact(bank(1), db => db.selectFrom('consents').select('partner_id').execute())
  expect(own).toEqual([{ partner_id: 'par-bank01' }])

  const ended = await store.transact(enterprise(ONE), db => endConsent(db, need.id, 'withdrawn', moment))
  expect(ended.map(({ partner_id }) => partner_id ?? '-').toSorted()).toEqual([
    '-',
    'par-bank01',
    'par-bank02',
  ])
  for (const number of [1, 2]) expect(await seenBy(bank(number))).toEqual([])
  expect(await codeOf(store.transact(bank(3), db => extendToBank(db, need.id, 'par-bank03', moment)))).toBe(
    'consent_ended',
  )
})

test('a bank from which an enterprise has taken its consent back does not get it again by coming once more', async () => {
  const { id } = await store.transact(enterprise(ONE), db =>
    openNeedConsent(
      db,
      { enterpriseId: ONE, scopes: ['tax.summary'], until: '2026-03-31', givenBy: 'operator per-1 ent-one' },
      moment,
    ),
  )
  const come = () => store.transact(bank(1), db => extendToBank(db, id, 'par-bank01', moment))
  const first = await come()
  await store.transact(enterprise(ONE), db => endConsent(db, first.id, 'withdrawn', moment))
  expect(await codeOf(come())).toBe('consent_ended')
  expect(await seenBy(bank(1))).toEqual([])
})

test('a bank that comes while the need is withdrawn gets nothing, or loses it with the rest', async () => {
  for (let round = 0; round < 20; round++) {
    const { id } = await store.transact(enterprise(ONE), db =>
      openNeedConsent(
        db,
        {
          enterpriseId: ONE,
          scopes: ['tax.summary'],
          until: '2026-03-31',
          givenBy: 'operator per-1 ent-one',
        },
        moment,
      ),
    )
    await Promise.all([
      codeOf(store.transact(bank(1), db => extendToBank(db, id, 'par-bank01', moment))),
      store.transact(enterprise(ONE), db => endConsent(db, id, 'withdrawn', moment)),
      codeOf(store.transact(bank(2), db => extendToBank(db, id, 'par-bank02', moment))),
    ])
    for (const number of [1, 2]) expect(await seenBy(bank(number))).toEqual([])
  }
})

test('what is a person’s is not opened by posting a need', async () => {
  const open = store.transact(enterprise(ONE), db =>
    openNeedConsent(
      db,
      {
        enterpriseId: ONE,
        scopes: ['people.contact'],
        until: '2026-03-31',
        givenBy: 'operator per-1 ent-one',
      },
      moment,
    ),
  )
  expect(await codeOf(open)).toBe('separate_consent_required')
})

test('a need opens facts for three years at most, and not for days that have passed', async () => {
  const open = (until: string) =>
    codeOf(
      store.transact(enterprise(ONE), db =>
        openNeedConsent(
          db,
          { enterpriseId: ONE, scopes: ['tax.summary'], until, givenBy: 'operator per-1 ent-one' },
          moment,
        ),
      ),
    )
  expect(await open('2026-03-01')).toBe('invalid_fields')
  expect(await open('2026-03-02')).toBe('none')
  expect(await open('2029-03-02')).toBe('none')
  expect(await open('2029-03-03')).toBe('invalid_fields')
})

test('a session may be opened while a consent is asked for or in force, for that purpose, and no longer', async () => {
  const isOpen = (purpose: 'loan-application' | 'supply-chain' = 'loan-application') =>
    store.transact(bank(1), db => isOpenTo(db, 'par-bank01', ONE, purpose, moment))
  const inForce = () =>
    store.transact(bank(1), db =>
      findConsent(db, { partnerId: 'par-bank01', enterpriseId: ONE, purpose: 'loan-application' }, moment),
    )
  expect(await isOpen()).toBe(false)
  await give({ to: 1, scopes: ['tax.summary'], state: 'requested' })
  expect([await isOpen(), await isOpen('supply-chain'), await inForce()]).toEqual([true, false, undefined])
  moment = new Date('2026-03-09T01:00:00Z')
  expect(await isOpen()).toBe(false)
  const id = await give({ to: 1, scopes: ['tax.summary'] })
  expect([await isOpen(), (await inForce())?.id]).toEqual([true, id])
  moment = new Date('2026-03-31T16:00:00Z')
  expect([await isOpen(), await inForce()]).toEqual([false, undefined])
})

test('what was given for a form that was submitted is kept, and that of other banks is not', async () => {
  const consents = [
    await give({ to: 1, scopes: ['tax.summary'] }),
    await give({ to: 2, scopes: ['tax.summary'] }),
  ]
  for (const id of consents)
    await store.transact(enterprise(ONE), db => readUnderConsent(db, id, moment, { isForForm: true }))
  await store.transact(enterprise(ONE), db =>
    keepGiven(db, { partnerId: 'par-bank01', enterpriseId: ONE }, moment),
  )
  const reads = await store.transact(PLATFORM, db =>
    db.selectFrom('consent_reads').select(['partner_id', 'purge_at']).orderBy('partner_id').execute(),
  )
  expect(reads.map(({ partner_id, purge_at }) => [partner_id, purge_at?.toISOString()])).toEqual([
    ['par-bank01', undefined],
    ['par-bank02', '2026-03-02T01:30:00.000Z'],
  ])
})

test('the log of reads is written by the platform: nobody puts a read in, takes one out, or reads another’s', async () => {
  const id = await give({ to: 1, scopes: ['tax.summary'] })
  await store.transact(bank(1), db => readUnderConsent(db, id, moment))
  const count = (tenant: Tenant) =>
    store.transact(tenant, async db => (await db.selectFrom('consent_reads').select('id').execute()).length)
  expect([
    await count(bank(1)),
    await count(bank(2)),
    await count(enterprise(ONE)),
    await count(enterprise(OTHER)),
  ]).toEqual([1, 0, 1, 0])
  for (const tenant of [bank(1), bank(2), enterprise(ONE)]) {
    const { numDeletedRows } = await store.transact(tenant, db =>
      db.deleteFrom('consent_reads').executeTakeFirstOrThrow(),
    )
    expect(numDeletedRows).toBe(0n)
    const put = store.transact(tenant, db =>
      sql`insert into consent_reads (id, consent_id, enterprise_id, partner_id, facts, at)
        values ('read_forged', ${id}, ${ONE}, 'par-bank01', '[]', '2026-03-02')`.execute(db),
    )
    await expect(put).rejects.toThrow(/row-level security/)
  }
})
