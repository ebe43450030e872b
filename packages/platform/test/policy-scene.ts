/** Policies in a world: a department's officer who writes them, and what they write. */
import type { World } from './world.js'

const DEPARTMENT = 'dep-jx'

/** A policy that every active enterprise of the county with at least twenty employees can have. */
export const ITEM = {
  title: { 'zh-CN': '机器人应用奖励', en: 'Reward for robots' },
  docNumber: '德企码示〔2026〕1号',
  level: 'county',
  regionCode: '330521',
  departmentId: DEPARTMENT,
  category: 'robots',
  issuedOn: '2026-02-27',
  effectiveFrom: '2026-03-01',
  effectiveTo: '2026-12-31',
  summary: '购置工业机器人的企业，按从业人员每人奖励1000元，最高50万元。',
  audience: '县内企业',
  rule: {
    all: [
      { fact: 'entity.registrationStatus', op: 'eq', value: 'active' },
      { fact: 'ops.employees', op: 'gte', value: 20 },
    ],
  },
  support: { type: 'perUnit', unitFact: 'ops.employees', amountYuan: 1000, capYuan: 500_000 },
  window: { type: 'year-round' },
  redemption: 'instant',
  materials: [{ name: '设备购置清单', source: 'upload', required: true }],
  steps: ['网上申报', '核验', '兑付'],
  exclusions: ['二手设备'],
  promiseWorkingDays: 15,
} satisfies NewItem

export type NewItem = Parameters<World['anyone']['policy']['drafts']['create']>[0]

/** Who writes the items of a department. */
export function policyOfficer(world: World, department = DEPARTMENT, regions?: readonly string[]) {
  return world.officer(department, ['policy-officer'], regions)
}

/** Drafts an item, the usual one but for what is said. */
export async function drafted(world: World, changes: Partial<NewItem> = {}) {
  const item = { ...ITEM, ...changes }
  return policyOfficer(world, item.departmentId).policy.drafts.create(item)
}

/** Drafts and publishes it. */
export async function published(world: World, changes: Partial<NewItem> = {}) {
  const { id: policyId, departmentId } = await drafted(world, changes)
  return policyOfficer(world, departmentId).policy.drafts.publish({ policyId })
}
