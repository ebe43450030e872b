/** What is called so of facts in policies alone: some of their values, and where they are from. */
import { defineTexts } from '../shared/texts.js'

export const factTermTexts = defineTexts('policy-facts', {
  'zh-CN': {
    'value:future-factory-province': '省未来工厂',
    'value:cmmi-4': 'CMMI 4 级',
    'value:cmmi-5': 'CMMI 5 级',
    'value:dcmm-2': 'DCMM 2 级',
    'value:dcmm-3': 'DCMM 3 级',
    'value:dcmm-4': 'DCMM 4 级',
    'value:guesthouse-platinum': '白金宿级民宿',
    'value:guesthouse-silver': '银宿级民宿',
    'value:standard-national': '主导制定国家标准',
    'value:standard-industry': '主导制定行业标准',
    'value:standard-zhejiang-made': '主导制定“浙江制造”标准',
    'source:warehouse': '政府登记数据',
    'source:warehouse-consented': '经企业授权的政府数据',
    'source:other': '其他来源',
  },
  en: {
    'value:future-factory-province': 'Future factory (province)',
    'value:cmmi-4': 'CMMI level 4',
    'value:cmmi-5': 'CMMI level 5',
    'value:dcmm-2': 'DCMM level 2',
    'value:dcmm-3': 'DCMM level 3',
    'value:dcmm-4': 'DCMM level 4',
    'value:guesthouse-platinum': 'Platinum-class guesthouse',
    'value:guesthouse-silver': 'Silver-class guesthouse',
    'value:standard-national': 'Lead author of a national standard',
    'value:standard-industry': 'Lead author of an industry standard',
    'value:standard-zhejiang-made': 'Lead author of a “Zhejiang Made” standard',
    'source:warehouse': 'Government register',
    'source:warehouse-consented': 'Government data, by consent',
    'source:other': 'Another source',
  },
})
