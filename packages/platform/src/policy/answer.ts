/** Policy items as callers get them. */
import type { contract } from '@qiyema/core/contract'
import type * as z from 'zod/mini'
import type { LegalDate } from '../calendar/shanghai-time.js'
import { windowAt } from '../rules/window.js'
import type { Policy } from './find.js'
import { PARTS } from './item.js'
import { daysOf, validityAt } from './validity.js'

export type PolicyAnswer = z.output<typeof contract.policy.read.answer>
export type PolicySummary = z.output<typeof contract.policy.list.answer>['items'][number]

/** What a list has of an item. */
export function summaryOf(policy: Policy, now: Date): PolicySummary {
  const { item } = policy
  return {
    id: policy.id,
    version: policy.version,
    title: item.title,
    docNumber: item.docNumber,
    level: item.level,
    regionCode: item.regionCode,
    departmentId: policy.department_id,
    department: policy.department,
    category: item.category,
    summary: item.summary,
    redemption: item.redemption,
    ...standingOf(policy, now),
  }
}

/** The whole of an item. */
export function answerOf(
  policy: Policy,
  now: Date,
  { isCurrent = true, catalogueBy }: { isCurrent?: boolean; catalogueBy?: LegalDate | undefined } = {},
): PolicyAnswer {
  const { item, superseded_by: supersededBy, withdraw_reason: withdrawReason } = policy
  return {
    ...summaryOf(policy, now),
    // Of an earlier version nobody can have anything.
    ...(!isCurrent && { validity: 'superseded', isOpen: false, opensAt: undefined, closesAt: undefined }),
    issuedOn: item.issuedOn,
    effectiveFrom: item.effectiveFrom,
    effectiveTo: item.effectiveTo,
    audience: item.audience,
    rule: item.rule,
    support: item.support,
    stackingGroup: item.stackingGroup,
    window: item.window,
    materials: item.materials,
    steps: item.steps,
    exclusions: item.exclusions,
    promiseWorkingDays: item.promiseWorkingDays,
    noticeWorkingDays: item.noticeWorkingDays,
    phone: item.phone,
    documentUrl: item.documentUrl,
    interpretation: item.interpretation,
    supersedes: item.supersedes,
    supersededBy: supersededBy ?? undefined,
    publication: policy.publication,
    withdrawReason: withdrawReason ?? undefined,
    catalogueBy,
  }
}

/** The computed part: how it stands, and whether one may apply now or when. */
function standingOf(policy: Policy, now: Date) {
  const validity = validityAt(policy, now)
  const { item } = policy
  if (validity !== 'in-force' && validity !== 'upcoming') return { validity, isOpen: false }
  if (policy.publication === 'draft') return { validity, isOpen: false }
  const state = windowAt(PARTS.window.parse(item.window), now, daysOf(item))
  return state.isOpen
    ? { validity, isOpen: true, ...(state.closesAt && { closesAt: state.closesAt.toISOString() }) }
    : { validity, isOpen: false, ...(state.opensAt && { opensAt: state.opensAt.toISOString() }) }
}
