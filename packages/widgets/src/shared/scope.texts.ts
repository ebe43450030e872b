/** What consents are for, in words: the groups of facts as the contract names them, and the facts that are read. */
import type { Formats } from './formats.js'
import { defineTexts } from './texts.js'

export const scopeTexts = defineTexts('scopes', {
  'zh-CN': {
    'entity.profile': '登记与基本情况',
    'entity.profile:holds': '主体类型、登记地、行业、成立年限、企业规模、登记状态、资质荣誉',
    'tax.summary': '纳税概要',
    'tax.summary:holds': '上年实缴税收、纳税信用等级',
    'tax.detail': '纳税明细',
    'tax.detail:holds': '上年实缴税收、纳税信用等级、城镇土地使用税、上年营业收入',
    'credit.enterprise': '企业信用',
    'credit.enterprise:holds': '纳税信用等级、经营异常名录、严重违法失信名单、环保一票否决',
    'energy.summary': '用能概要',
    'energy.summary:holds': '碳效等级、项目年节能量',
    'green.profile': '绿色发展',
    'green.profile:holds': '绿色工厂等级、碳效等级、ESG 等级、上年绿色贷款利息',
    'per-mu.result': '亩均评价结果',
    'per-mu.result:holds': '亩均评价等级',
    'project.filing': '项目备案',
    'project.filing:holds': '备案情况、设备和软件投资额、完工情况、用地盘活与治理面积',
    'operations.summary': '经营概要',
    'operations.summary:holds': '上年营业收入、从业人员、研发费用、出口额、用工和稳岗、保险和利息支出',
    'people.contact': '联系人',
    'people.contact:holds': '联系人的姓名和联系方式，属于个人信息',
    unknown: (name: string) => `其他数据（${name}）`,
    'entity.type': '主体类型',
    'entity.regionCode': '登记地',
    'entity.industryCode': '所属行业',
    'entity.isIndustrial': '是否工业企业',
    'entity.ageYears': '成立年限',
    'entity.sizeClass': '企业规模',
    'entity.aboveScale': '是否规上工业企业',
    'entity.registrationStatus': '登记状态',
    'ops.revenueYuan': '上年营业收入',
    'ops.employees': '从业人员',
    'ops.taxPaidYuan': '上年实缴税收',
    'ops.rdExpenseYuan': '上年研发费用',
    'ops.rdIntensity': '研发投入强度',
    'ops.exportYuan': '上年出口额',
    'ops.firstYearAboveScale': '是否首次上规',
    'perMu.grade': '亩均评价等级',
    'credit.taxGrade': '纳税信用等级',
    'credit.abnormalListed': '经营异常名录',
    'credit.seriousViolation': '严重违法失信名单',
    'credit.envRedFlag': '环保一票否决',
    honours: '资质荣誉',
    'green.factoryLevel': '绿色工厂等级',
    'green.carbonLevel': '碳效等级',
    'green.esgGrade': 'ESG 等级',
    'project.filed': '项目备案情况',
    'project.equipmentYuan': '设备投资额',
    'project.softwareYuan': '软件投资额',
    'project.completed': '项目完工情况',
    'project.energySavedTce': '项目年节能量',
    'project.pondMu': '尾水治理面积',
    'project.reusedLandMu': '盘活用地面积',
    'platform.servedEnterprises': '平台服务企业数',
    'hr.newGraduates': '新招高校毕业生人数',
    'hr.internMonths': '实习人月',
    'hr.internsRetained': '实习留用人数',
    'hr.rentingGraduateMonths': '租房毕业生人月',
    'hr.unemploymentPremiumYuan': '上年失业保险费',
    'hr.layoffRate': '裁员率',
    'finance.greenInterestYuan': '上年绿色贷款利息',
    'finance.ipPledgeInterestYuan': '上年专利质押贷款利息',
    'trade.boothCostYuan': '境外展位费',
    'trade.creditInsuranceYuan': '出口信用保险保费',
    'tax.landUseTaxYuan': '上年城镇土地使用税',
  },
  en: {
    'entity.profile': 'Registration and profile',
    'entity.profile:holds':
      'type of entity, place of registration, industry, age, size, registration status, recognitions',
    'tax.summary': 'Tax in summary',
    'tax.summary:holds': 'tax paid last year, tax credit grade',
    'tax.detail': 'Tax in detail',
    'tax.detail:holds': 'tax paid last year, tax credit grade, urban land use tax, revenue last year',
    'credit.enterprise': 'Enterprise credit',
    'credit.enterprise:holds':
      'tax credit grade, abnormal-operations list, serious-violation list, environmental veto',
    'energy.summary': 'Energy in summary',
    'energy.summary:holds': 'carbon-efficiency level, energy that projects save in a year',
    'green.profile': 'Green profile',
    'green.profile:holds':
      'green-factory level, carbon-efficiency level, ESG grade, interest on green loans last year',
    'per-mu.result': 'Per-mu result',
    'per-mu.result:holds': 'per-mu grade',
    'project.filing': 'Project filings',
    'project.filing:holds':
      'what is filed, investment in equipment and software, completion, land treated or brought back into use',
    'operations.summary': 'Operations in summary',
    'operations.summary:holds':
      'revenue last year, employees, R&D, exports, hiring and job retention, premiums and interest paid',
    'people.contact': 'Contact person',
    'people.contact:holds': 'name and contact details of a person, which are personal information',
    unknown: (name: string) => `Other data (${name})`,
    'entity.type': 'type of entity',
    'entity.regionCode': 'place of registration',
    'entity.industryCode': 'industry',
    'entity.isIndustrial': 'whether industrial',
    'entity.ageYears': 'years since establishment',
    'entity.sizeClass': 'size class',
    'entity.aboveScale': 'whether above scale',
    'entity.registrationStatus': 'registration status',
    'ops.revenueYuan': 'revenue last year',
    'ops.employees': 'employees',
    'ops.taxPaidYuan': 'tax paid last year',
    'ops.rdExpenseYuan': 'R&D expense last year',
    'ops.rdIntensity': 'R&D over revenue',
    'ops.exportYuan': 'exports last year',
    'ops.firstYearAboveScale': 'whether above scale for the first time',
    'perMu.grade': 'per-mu grade',
    'credit.taxGrade': 'tax credit grade',
    'credit.abnormalListed': 'abnormal-operations list',
    'credit.seriousViolation': 'serious-violation list',
    'credit.envRedFlag': 'environmental veto',
    honours: 'recognitions',
    'green.factoryLevel': 'green-factory level',
    'green.carbonLevel': 'carbon-efficiency level',
    'green.esgGrade': 'ESG grade',
    'project.filed': 'whether the project is filed',
    'project.equipmentYuan': 'equipment investment',
    'project.softwareYuan': 'software investment',
    'project.completed': 'whether the project is complete',
    'project.energySavedTce': 'energy saved in a year',
    'project.pondMu': 'pond area treated',
    'project.reusedLandMu': 'land brought back into use',
    'platform.servedEnterprises': 'enterprises served by the platform',
    'hr.newGraduates': 'graduates newly hired',
    'hr.internMonths': 'intern-months',
    'hr.internsRetained': 'interns kept on',
    'hr.rentingGraduateMonths': 'graduate rent-months',
    'hr.unemploymentPremiumYuan': 'unemployment premium last year',
    'hr.layoffRate': 'layoff rate',
    'finance.greenInterestYuan': 'interest on green loans last year',
    'finance.ipPledgeInterestYuan': 'interest on IP-pledge loans last year',
    'trade.boothCostYuan': 'cost of booths abroad',
    'trade.creditInsuranceYuan': 'export credit insurance premium',
    'tax.landUseTaxYuan': 'urban land use tax last year',
  },
})

type Words = (typeof scopeTexts)['builtIn']['en']

/** The name of a scope or of a fact; one that is not known here keeps the county's own. */
export function nameOf(words: Words, name: string): string {
  return sentence(words, name) ?? words.unknown(name)
}

/** What a scope holds; undefined for one that is not known here. */
export function holdingsOf(words: Words, scope: string): string | undefined {
  return sentence(words, `${scope}:holds`)
}

/** Several by name, as one list. */
export function namesOf(words: Words, formats: Formats, names: readonly string[]): string {
  return formats.list(names.map(name => nameOf(words, name)))
}

function sentence(words: Words, key: string): string | undefined {
  const found = Object.entries(words).find(([name]) => name === key)?.[1]
  return typeof found === 'string' && key !== 'unknown' ? found : undefined
}
