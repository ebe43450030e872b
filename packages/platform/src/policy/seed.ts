/** A county's policies from its files: each is published, as it would be by its department. */
import { contract } from '@qiyema/core/contract'
import { z } from 'zod'
import { departmentIdOf } from '../county/names.js'
import type { Db } from '../store/store.js'
import { ensurePublishable } from './check-item.js'
import type { Item } from './item.js'
import { keepFirst } from './keep.js'

const title = z.looseObject({ zh: z.string(), en: z.string().optional() })

const { create } = contract.policy.drafts

/** Members of an item that stand in a file as they are; what else is there tells where the county has it from. */
const MEMBERS: ReadonlySet<string> = new Set(Object.keys(create.body.shape))

const filedPolicy = z
  .looseObject({ id: z.string(), title, departmentId: z.string() })
  .transform(({ id, title: { zh, en }, departmentId, ...filed }) => ({
    id,
    item: create.body.parse({
      exclusions: [],
      ...Object.fromEntries(Object.entries(filed).filter(([name]) => MEMBERS.has(name))),
      title: { 'zh-CN': zh, ...(en !== undefined && { en }) },
      departmentId: departmentIdOf(departmentId),
    }) satisfies Item,
  }))

/**
 * Publishes a county's policies.
 *
 * @throws {z.ZodError} for a file of another shape
 * @throws {PlatformProblem} `invalid_fields` for a policy that asks what the county's dictionary cannot answer
 */
export async function seedPolicies(db: Db, policies: readonly unknown[], now: Date): Promise<void> {
  for (const { id, item } of z.array(filedPolicy).parse(policies)) {
    await ensurePublishable(db, item, id)
    await keepFirst(db, { id, item, publication: 'published', published_at: now }, now)
  }
}
