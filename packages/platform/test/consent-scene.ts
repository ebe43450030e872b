/** Consents in a world, on their way: asked for, and given. */
import type { World } from './world.js'

/** The last day that is asked for. */
export const UNTIL = '2026-06-30'
export const ASK = {
  purpose: 'loan-application',
  scopes: ['tax.summary', 'operations.summary'],
  until: UNTIL,
  reason: '用于贷款审批',
} as const

type Wishes = Partial<Omit<Parameters<ReturnType<World['bank']>['consent']['request']>[0], 'uscc'>>

/** A bank asks an enterprise. Enterprises differ from test to test, so that no request stands in another's way. */
export async function asked(world: World, enterprise: string, wishes: Wishes = {}, bank = 1) {
  const uscc = await world.usccOf(enterprise)
  return world.bank(bank).consent.request({ ...ASK, scopes: [...ASK.scopes], uscc, ...wishes })
}

/** A bank asks, and the representative says yes to all of it. */
export async function given(world: World, enterprise: string, wishes: Wishes = {}, bank = 1) {
  const { id } = await asked(world, enterprise, wishes, bank)
  const scopes = wishes.scopes ?? [...ASK.scopes]
  return world.operator(enterprise).consent.approve({ consentId: id, scopes, until: UNTIL })
}

/** The types of what was told of something, sorted: time stands still, and ids of one moment have no order. */
export async function eventsOf(world: World, resource: string): Promise<string[]> {
  const rows = await world.store.transact({ kind: 'platform' }, db =>
    db.selectFrom('events').select('type').where('resource', '=', resource).execute(),
  )
  return rows.map(({ type }) => type).toSorted()
}

/** What the audit trail says was done to something, in order. */
export async function actionsOn(world: World, subject: string): Promise<string[]> {
  const rows = await world.store.transact({ kind: 'platform' }, db =>
    db.selectFrom('audit_rows').select('entry').where('subject', '=', subject).orderBy('number').execute(),
  )
  return rows.map(({ entry }) => (JSON.parse(entry) as { action: string }).action)
}
