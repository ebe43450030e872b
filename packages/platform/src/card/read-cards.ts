/** Reads cards, one or a page of them with the same few statements. */
import { maskedName } from '../registry/masked-name.js'
import { asTenant, type Db } from '../store/store.js'
import { CARD_FACTS, type Card, type CardSources, cardOf, type Owners } from './card-of.js'

export interface CardView {
  /** Whether the reader may know the responsible person's name; it is masked for everybody else. */
  readonly isWhole: boolean
  /** The platform's public address, for pictures. */
  readonly baseUrl: string
}

/** Cards by enterprise. */
export async function readCards(
  db: Db,
  enterpriseIds: readonly string[],
  view: CardView,
): Promise<ReadonlyMap<string, Card>> {
  const ids = [...new Set(enterpriseIds)]
  if (ids.length === 0) return new Map()
  const enterprises = await db.selectFrom('enterprises').selectAll().where('id', 'in', ids).execute()
  const profiles = byEnterprise(
    await db.selectFrom('profiles').selectAll().where('enterprise_id', 'in', ids).execute(),
  )
  const pictures = await db
    .selectFrom('card_pictures')
    .selectAll()
    .where('enterprise_id', 'in', ids)
    .orderBy('id')
    .execute()
  const owners = await readOwners(db)
  const { honours, representatives } = await readRegistered(db, ids, view.isWhole)
  return new Map(
    enterprises.map(enterprise => {
      const { id } = enterprise
      const sources: CardSources = {
        enterprise,
        profile: profiles.get(id),
        pictures: pictures.filter(picture => picture.enterprise_id === id),
        honours: honours.get(id),
        representative: representatives.get(id),
      }
      return [id, cardOf(sources, owners, view.baseUrl)]
    }),
  )
}

/** The card of an enterprise that is known to be there. */
export async function readCard(db: Db, enterpriseId: string, view: CardView): Promise<Card> {
  const cards = await readCards(db, [enterpriseId], view)
  const card = cards.get(enterpriseId)
  if (!card) throw new TypeError('There is no such enterprise.')
  return card
}

async function readOwners(db: Db): Promise<Owners> {
  const rows = await db
    .selectFrom('fact_definitions')
    .select(['id', 'owner'])
    .where('id', 'in', Object.values(CARD_FACTS))
    .execute()
  return new Map(rows.flatMap(({ id, owner }) => (owner === null ? [] : [[id, owner] as const])))
}

/**
 * What registers hold behind the walls and a card shows to whoever reads it: recognitions, which are given in public, and the
 * representative, whose name is masked before it leaves.
 */
async function readRegistered(db: Db, ids: readonly string[], isWhole: boolean) {
  return asTenant(db, { kind: 'platform' }, async platform => {
    const honours = await platform
      .selectFrom('facts')
      .select(['enterprise_id', 'value', 'as_of'])
      .where('enterprise_id', 'in', ids)
      .where('id', '=', CARD_FACTS.honours)
      .where('source', '!=', 'declared')
      .execute()
    const representatives = await platform
      .selectFrom('delegations as d')
      .innerJoin('persons as p', 'p.id', 'd.person_id')
      .select(['d.enterprise_id', 'd.from_at', 'p.name'])
      .where('d.enterprise_id', 'in', ids)
      .where('d.role', '=', 'representative')
      .where('d.ended_at', 'is', null)
      .where('d.voided_at', 'is', null)
      .execute()
    return {
      honours: new Map(
        honours.map(row => [row.enterprise_id, { names: namesIn(row.value), asOf: row.as_of }]),
      ),
      representatives: new Map(
        representatives.map(row => [
          row.enterprise_id,
          { name: isWhole ? row.name : maskedName(row.name), since: row.from_at },
        ]),
      ),
    }
  })
}

function namesIn(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter(name => typeof name === 'string') : []
}

function byEnterprise<Row extends { readonly enterprise_id: string }>(rows: readonly Row[]) {
  return new Map(rows.map(row => [row.enterprise_id, row]))
}
