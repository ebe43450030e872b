/** Says facts in words: their names, values, owners and scopes. What is not known here gets a name that says so, never a code. */
import { formatsFor } from '../formats.js'
import { textsFor } from '../texts.js'
import { factTexts } from './fact.texts.js'

/** As the contract's answers have it; of the value nothing is known beforehand. */
export interface ShownFact {
  readonly id: string
  readonly value: unknown
  readonly source: string
  readonly owner?: string | undefined
  readonly asOf: string
}

/** Facts that each scope opens, in the dictionary's order. */
const FACTS_OF_SCOPE: Readonly<Record<string, readonly string[]>> = {
  'entity.profile': [
    'entity.type',
    'entity.regionCode',
    'entity.industryCode',
    'entity.isIndustrial',
    'entity.ageYears',
    'entity.sizeClass',
    'entity.aboveScale',
    'entity.registrationStatus',
    'honours',
  ],
  'tax.summary': ['ops.taxPaidYuan', 'credit.taxGrade'],
  'tax.detail': ['ops.revenueYuan', 'ops.taxPaidYuan', 'credit.taxGrade', 'tax.landUseTaxYuan'],
  'credit.enterprise': [
    'credit.taxGrade',
    'credit.abnormalListed',
    'credit.seriousViolation',
    'credit.envRedFlag',
  ],
  'energy.summary': ['green.carbonLevel', 'project.energySavedTce'],
  'green.profile': ['green.factoryLevel', 'green.carbonLevel', 'green.esgGrade', 'finance.greenInterestYuan'],
  'per-mu.result': ['perMu.grade'],
  'project.filing': [
    'project.filed',
    'project.equipmentYuan',
    'project.softwareYuan',
    'project.completed',
    'project.pondMu',
    'project.reusedLandMu',
  ],
  'operations.summary': [
    'ops.revenueYuan',
    'ops.employees',
    'ops.rdExpenseYuan',
    'ops.rdIntensity',
    'ops.exportYuan',
    'ops.firstYearAboveScale',
    'hr.newGraduates',
    'hr.unemploymentPremiumYuan',
    'hr.layoffRate',
    'finance.ipPledgeInterestYuan',
    'trade.creditInsuranceYuan',
  ],
  'people.contact': ['people.contactName', 'people.contactPhone'],
}

/** What a fact of a closed choice may be. */
const CHOICES: Readonly<Record<string, readonly string[]>> = {
  'entity.type': ['company', 'individual-business', 'farmer-cooperative'],
  'entity.registrationStatus': ['active', 'moved-out', 'dormant', 'revoked', 'deregistered'],
  'entity.sizeClass': ['large', 'medium', 'small', 'micro'],
  'perMu.grade': ['A', 'B', 'C', 'D'],
  'credit.taxGrade': ['A', 'B', 'M', 'C', 'D'],
  'green.factoryLevel': ['none', 'city', 'province', 'national'],
  'green.esgGrade': ['AA', 'A', 'B', 'C', 'D'],
  honours: [
    'high-tech',
    'specialised-province',
    'little-giant-national',
    'sci-sme',
    'sci-little-giant-province',
    'sci-leading-province',
    'smart-factory-province',
    'digital-workshop-province',
    'cmmi-3',
    'green-food',
    'guesthouse-gold',
  ],
}

/** Facts whose value is a share of one. */
const RATIOS = ['ops.rdIntensity', 'hr.layoffRate']

const FEN_PER_YUAN = 100

export function factsOfScope(scope: string): readonly string[] {
  return FACTS_OF_SCOPE[scope] ?? []
}

/** Undefined for a fact that is no choice. */
export function choicesOfFact(id: string): readonly string[] | undefined {
  return CHOICES[id]
}

export interface FactWords {
  /** `上年实缴税收`. */
  fact(id: string): string
  /** `纳税概要`. */
  scope(scope: string): string
  /** One value of a choice: `省级`. */
  choice(value: string): string
  /** `960 万元`, `是`, `高新技术企业、省数字化车间`. */
  value(id: string, value: unknown): string
  /** Whose word it is: `税务局`, `由其他数据计算`. */
  source(fact: Pick<ShownFact, 'source' | 'owner'>): string
}

/** The words of a language. */
export function factWordsFor(locale: string): FactWords {
  const texts = textsFor(factTexts, locale)
  const formats = formatsFor(locale)
  const find = (name: string): string | undefined => {
    const found = Object.entries(texts).find(([key]) => key === name)?.[1]
    return typeof found === 'string' ? found : undefined
  }
  const choice = (value: string) => find(`value:${value}`) ?? value

  function numberOf(id: string, value: number): string {
    if (id.endsWith('Yuan')) return formats.amount(value * FEN_PER_YUAN)
    if (RATIOS.includes(id)) return formats.rate(value)
    return id === 'entity.ageYears' ? texts.years(formats.count(value)) : formats.count(value)
  }

  function textOf(id: string, value: string): string {
    if (id === 'entity.regionCode') return find(`region:${value.slice(0, 6)}`) ?? value
    if (id !== 'entity.industryCode') return choice(value)
    const section = find(`industry:${value.charAt(0)}`)
    return section === undefined ? value : texts.coded(section, value)
  }

  return {
    fact: id => find(id) ?? texts.otherFact,
    scope: scope => find(`scope:${scope}`) ?? texts.otherScope,
    choice,
    value(id, value) {
      if (typeof value === 'boolean') return value ? texts.yes : texts.no
      if (typeof value === 'number') return numberOf(id, value)
      if (Array.isArray(value))
        return value.length === 0 ? texts.none : formats.list(value.map(String).map(choice))
      return textOf(id, String(value))
    },
    source({ source, owner }) {
      if (source === 'derived' || source === 'declared') return texts[`source:${source}`]
      // A county's departments are named by its own prefix: `dq-sw` is its tax bureau.
      return find(`owner:${owner?.split('-').at(-1) ?? ''}`) ?? texts.otherOwner
    },
  }
}
