/** Invented policies for stories and tests: as many as are wanted, each the same every time. */
import type { PolicySummary } from '../src/policy/policy.js'

const CATEGORIES = ['technical-transformation', 'digitalisation', 'green', 'talent', 'trade'] as const
const REDEMPTIONS = ['no-application', 'instant', 'fast-track', 'review'] as const
const DEPARTMENTS = [
  {
    id: 'dep-jx',
    name: { 'zh-CN': '德清县经济和信息化局', en: 'Deqing Bureau of Economy and Information Technology' },
  },
  { id: 'dep-kj', name: { 'zh-CN': '德清县科学技术局', en: 'Deqing Bureau of Science and Technology' } },
] as const

/** The policy of a number. */
export function samplePolicy(number: number, changes: Partial<PolicySummary> = {}): PolicySummary {
  const department = DEPARTMENTS[number % DEPARTMENTS.length] ?? DEPARTMENTS[0]
  return {
    id: `pol_${String(number).padStart(6, '0')}`,
    version: 1,
    title: {
      'zh-CN': `示例政策第 ${number} 项：设备更新补助`,
      en: `Sample policy ${number}: equipment renewal`,
    },
    docNumber: `德企码示〔2026〕${number}号`,
    level: 'county',
    regionCode: '330521',
    departmentId: department.id,
    department: department.name,
    category: CATEGORIES[number % CATEGORIES.length] ?? 'green',
    summary: '购置生产设备达到规定数额并完工的，按投资额的一定比例给予补助。',
    validity: 'in-force',
    isOpen: true,
    closesAt: '2026-12-31T16:00:00.000Z',
    redemption: REDEMPTIONS[number % REDEMPTIONS.length] ?? 'review',
    ...changes,
  }
}
