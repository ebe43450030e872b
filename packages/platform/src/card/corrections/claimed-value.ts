/** What a fact may be claimed to be: a value of its type, and one that the column it goes to can hold. */
import { regionCode } from '@qiyema/core/contract'
import { isOfType } from '../../facts/dictionary.js'
import type { FactValue } from '../../facts/facts.js'
import { canonicalIndustryCode } from '../../facts/industry.js'
import type { FactDefinition } from '../../registry/facts.js'

/** The value as registers write it; undefined for one that the fact cannot have. */
export function claimedValue({ id, type }: FactDefinition, claimed: FactValue): FactValue | undefined {
  if (!isOfType(claimed, type)) return undefined
  switch (id) {
    case 'entity.industryCode':
      return canonicalIndustryCode(String(claimed))
    case 'entity.regionCode':
      return regionCode.safeParse(claimed).success ? claimed : undefined
    default:
      return claimed
  }
}
