/** Members of a card that a department keeps a fact of: what can be disputed, and by which name. */
import type { CardWords } from './card-face.js'

export const DISPUTABLE = {
  registrationStatus: 'entity.registrationStatus',
  industryCode: 'entity.industryCode',
  regionCode: 'entity.regionCode',
  honours: 'honours',
} as const

export type DisputableMember = keyof typeof DISPUTABLE

/** All members that have a source, in the order in which a card shows them. */
export const MEMBERS = [
  'name',
  'uscc',
  'registrationStatus',
  'representative',
  'industryCode',
  'regionCode',
  'address',
  'contactRole',
  'phone',
  'email',
  'website',
  'products',
  'strengths',
  'honours',
  'pictures',
] as const

export type Member = (typeof MEMBERS)[number]

export function memberLabel(member: Member, words: CardWords): string {
  switch (member) {
    case 'industryCode':
      return words.industry
    case 'regionCode':
      return words.region
    default:
      return words[member]
  }
}

export function isDisputable(member: Member): member is DisputableMember {
  return Object.hasOwn(DISPUTABLE, member)
}
