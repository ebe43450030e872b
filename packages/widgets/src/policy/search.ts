/** What a list is searched and filtered by: from attributes and controls to a query that the platform understands. */
import type { PolicyQuery, PolicySummary } from './policy.js'

const REDEMPTION_CHOICES = ['no-application', 'instant', 'fast-track', 'review'] as const
const VALIDITY_CHOICES = ['in-force', 'upcoming', 'exhausted', 'expired', 'superseded', 'withdrawn'] as const
export const MATCH_CHOICES = ['yes', 'need-info', 'no'] as const
const SORT_CHOICES = ['relevance', 'newest', 'closing', 'amount'] as const

/** As hosts and controls give it: empty texts for what is not wanted. */
export interface PolicySearch {
  readonly text: string
  readonly department: string
  readonly category: string
  readonly redemption: string
  readonly validity: string
  readonly region: string
  readonly industry: string
  readonly match: string
  readonly sort: string
  readonly open: boolean
}

export const NO_SEARCH: PolicySearch = {
  text: '',
  department: '',
  category: '',
  redemption: '',
  validity: '',
  region: '',
  industry: '',
  match: '',
  sort: '',
  open: false,
}

/** Controls, lone surrogates, and marks that turn the direction of what follows: nobody searches for them. */
const UNSEARCHABLE = /[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/gu
const MAX_TEXT = 100

/** The query of a search. What a host got wrong is left out: a list of everything is better than none. */
export function queryOf(search: PolicySearch): PolicyQuery {
  const text = cleaned(search.text)
  const redemption = oneOf(REDEMPTION_CHOICES, search.redemption)
  const validity = oneOf(VALIDITY_CHOICES, search.validity)
  const match = oneOf(MATCH_CHOICES, search.match)
  const sort = oneOf(SORT_CHOICES, search.sort)
  const category = search.category.trim()
  return {
    ...(text !== '' && { text }),
    ...(/^dep[_-][0-9a-z]{1,32}$/.test(search.department) && { department: search.department }),
    ...(category !== '' && category.length <= 50 && { category }),
    ...(redemption && { redemption }),
    ...(validity && { validity }),
    ...(/^\d{2}(\d{2}(\d{2}(\d{3}(\d{3})?)?)?)?$/.test(search.region) && { region: search.region }),
    ...(/^[A-T]\d{0,4}$/.test(search.industry) && { industry: search.industry }),
    ...(match && { match }),
    ...(sort && { sort }),
    ...(search.open && { open: 'true' }),
  }
}

/** Cut in the middle of a character, a text would end in half of it. */
function cleaned(text: string): string {
  return text.replaceAll(UNSEARCHABLE, ' ').trim().slice(0, MAX_TEXT).replaceAll(UNSEARCHABLE, '').trim()
}

/** Finds among items that the host has given, where no platform is asked. */
export function findAmong(items: readonly PolicySummary[], search: PolicySearch): readonly PolicySummary[] {
  const { text, department, category, redemption, validity, match, sort, open } = queryOf(search)
  const words = text?.toLowerCase().split(/\s+/) ?? []
  const found = items.filter(
    item =>
      (department === undefined || item.departmentId === department) &&
      (category === undefined || item.category === category) &&
      (redemption === undefined || item.redemption === redemption) &&
      (validity === undefined || item.validity === validity) &&
      (match === undefined || item.match === match) &&
      (open === undefined || item.isOpen) &&
      (words.length === 0 || hasAll(item, words)),
  )
  return sort === 'closing' ? found.sort((one, other) => closing(one) - closing(other)) : found
}

function hasAll({ title, docNumber, summary, department }: PolicySummary, words: readonly string[]): boolean {
  const all = [title['zh-CN'], title.en, docNumber, summary, department['zh-CN'], department.en]
    .join('\n')
    .toLowerCase()
  return words.every(word => all.includes(word))
}

/** What has no end comes last. */
function closing({ closesAt }: PolicySummary): number {
  return closesAt === undefined ? Number.MAX_SAFE_INTEGER : Date.parse(closesAt)
}

function oneOf<const Choice extends string>(choices: readonly Choice[], given: string): Choice | undefined {
  return choices.find(choice => choice === given)
}
