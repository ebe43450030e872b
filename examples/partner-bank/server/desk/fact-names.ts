/** What the facts are called that this bank asks for; one that it does not know is shown by its own name. */
import type { Formats } from '../formats.ts'
import type { Language, Localised } from '../texts/texts.ts'
import type { Fact } from './loans.ts'

const NAMES: Readonly<Record<string, Localised>> = {
  'entity.type': { 'zh-CN': '主体类型', en: 'Entity type' },
  'entity.regionCode': { 'zh-CN': '登记地区划代码', en: 'Region code' },
  'entity.industryCode': { 'zh-CN': '行业代码', en: 'Industry code' },
  'entity.isIndustrial': { 'zh-CN': '工业企业', en: 'Industrial' },
  'entity.ageYears': { 'zh-CN': '成立年限', en: 'Years since establishment' },
  'entity.sizeClass': { 'zh-CN': '企业划型', en: 'Size class' },
  'entity.aboveScale': { 'zh-CN': '规上工业企业', en: 'Above-scale industrial enterprise' },
  'entity.registrationStatus': { 'zh-CN': '登记状态', en: 'Registration status' },
  'ops.revenueYuan': { 'zh-CN': '上年营业收入', en: 'Revenue, last year' },
  'ops.employees': { 'zh-CN': '从业人员', en: 'Employees' },
  'ops.taxPaidYuan': { 'zh-CN': '上年实缴税收', en: 'Tax paid, last year' },
  'ops.rdExpenseYuan': { 'zh-CN': '上年研发费用', en: 'R&D expense, last year' },
  'ops.rdIntensity': { 'zh-CN': '研发投入强度', en: 'R&D over revenue' },
  'ops.exportYuan': { 'zh-CN': '上年出口额', en: 'Exports, last year' },
  'ops.firstYearAboveScale': { 'zh-CN': '首次上规', en: 'Above scale for the first time' },
  'perMu.grade': { 'zh-CN': '亩均评价等级', en: 'Per-mu grade' },
  'credit.taxGrade': { 'zh-CN': '纳税信用等级', en: 'Tax credit grade' },
  'credit.abnormalListed': { 'zh-CN': '列入经营异常名录', en: 'On the abnormal-operations list' },
  'credit.seriousViolation': { 'zh-CN': '列入严重违法失信名单', en: 'On the serious-violation list' },
  'credit.envRedFlag': { 'zh-CN': '环保一票否决', en: 'Environmental veto' },
  honours: { 'zh-CN': '资质荣誉', en: 'Recognitions' },
  'green.factoryLevel': { 'zh-CN': '绿色工厂等级', en: 'Green-factory level' },
  'green.carbonLevel': { 'zh-CN': '碳效等级(1优-5差)', en: 'Carbon-efficiency level, 1 best to 5' },
  'green.esgGrade': { 'zh-CN': '融资主体ESG等级', en: 'ESG grade as borrower' },
  'project.filed': { 'zh-CN': '项目已备案', en: 'Project filed' },
}

/** Words for values that are codes. */
const VALUES: Readonly<Record<string, Localised>> = {
  company: { 'zh-CN': '公司', en: 'Company' },
  'individual-business': { 'zh-CN': '个体工商户', en: 'Individual business' },
  'farmer-cooperative': { 'zh-CN': '农民专业合作社', en: 'Farmers’ co-operative' },
  active: { 'zh-CN': '存续', en: 'Active' },
  dormant: { 'zh-CN': '歇业', en: 'Dormant' },
  'moved-out': { 'zh-CN': '迁出', en: 'Moved out' },
  revoked: { 'zh-CN': '吊销', en: 'Licence revoked' },
  deregistered: { 'zh-CN': '注销', en: 'Deregistered' },
  large: { 'zh-CN': '大型', en: 'Large' },
  medium: { 'zh-CN': '中型', en: 'Medium' },
  small: { 'zh-CN': '小型', en: 'Small' },
  micro: { 'zh-CN': '微型', en: 'Micro' },
  none: { 'zh-CN': '无', en: 'None' },
  city: { 'zh-CN': '市级', en: 'City' },
  province: { 'zh-CN': '省级', en: 'Province' },
  national: { 'zh-CN': '国家级', en: 'National' },
  'high-tech': { 'zh-CN': '高新技术企业', en: 'High-tech enterprise' },
  'specialised-province': { 'zh-CN': '省级专精特新', en: 'Specialised SME, provincial' },
  'digital-workshop-province': { 'zh-CN': '省级数字化车间', en: 'Digital workshop, provincial' },
  'sci-sme': { 'zh-CN': '科技型中小企业', en: 'Technology SME' },
  'sci-leading-province': { 'zh-CN': '省科技领军企业', en: 'Leading technology enterprise, provincial' },
  'sci-little-giant-province': { 'zh-CN': '省科技小巨人', en: 'Technology little giant, provincial' },
  'little-giant-national': { 'zh-CN': '国家级专精特新小巨人', en: 'Little giant, national' },
  'smart-factory-province': { 'zh-CN': '省级智能工厂', en: 'Smart factory, provincial' },
  'green-food': { 'zh-CN': '绿色食品', en: 'Green food' },
  'guesthouse-gold': { 'zh-CN': '金宿级民宿', en: 'Gold guesthouse' },
}
/** Who owns facts, and corrects them. */
const OWNERS: Readonly<Record<string, Localised>> = {
  'dep-scjg': { 'zh-CN': '德清县市场监督管理局', en: 'Deqing Administration for Market Regulation' },
  'dep-sw': { 'zh-CN': '国家税务总局德清县税务局', en: 'Deqing Tax Service' },
  'dep-jx': { 'zh-CN': '德清县经济和信息化局', en: 'Deqing Bureau of Economy and Information Technology' },
  'dep-rs': { 'zh-CN': '德清县人力资源和社会保障局', en: 'Deqing Bureau of Human Resources' },
  'dep-hb': { 'zh-CN': '湖州市生态环境局德清分局', en: 'Huzhou Bureau of Ecology, Deqing Branch' },
  'dep-fg': { 'zh-CN': '德清县发展和改革局', en: 'Deqing Bureau of Development and Reform' },
  'dep-jr': { 'zh-CN': '德清县金融工作服务中心', en: 'Deqing Financial Services Centre' },
}
const YES_NO: Readonly<Record<'true' | 'false', Localised>> = {
  true: { 'zh-CN': '是', en: 'Yes' },
  false: { 'zh-CN': '否', en: 'No' },
}

export function factName(id: string, language: Language): string {
  return NAMES[id]?.[language] ?? id
}

export function ownerName(id: string, language: Language): string {
  return OWNERS[id]?.[language] ?? id
}

/** As it is: amounts in yuan with their digits grouped, codes in words. */
export function factValue({ id, value }: Fact, language: Language, formats: Formats): string {
  if (typeof value === 'boolean') return YES_NO[`${value}`][language]
  if (typeof value === 'number') {
    if (id.endsWith('Yuan')) return formats.amount(value * 100)
    return id.endsWith('Intensity') ? formats.rate(value) : formats.number(value)
  }
  const codes = typeof value === 'string' ? [value] : value
  return codes.map(code => VALUES[code]?.[language] ?? code).join(language === 'zh-CN' ? '、' : ', ') || '—'
}
