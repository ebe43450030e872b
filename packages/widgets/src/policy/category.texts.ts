/** What categories of policies are called. Counties may have more. */
import { defineTexts } from '../shared/texts.js'

export const categoryTexts = defineTexts('policy-categories', {
  'zh-CN': {
    'category:technical-transformation': '技术改造',
    'category:digitalisation': '数字化转型',
    'category:innovation': '科技创新',
    'category:cultivation': '企业培育',
    'category:green': '绿色低碳',
    'category:finance': '金融支持',
    'category:agriculture': '农业农村',
    'category:land': '用地与税收',
    'category:employment': '稳岗就业',
    'category:talent': '人才',
    'category:tourism': '文化旅游',
    'category:trade': '外贸',
    'category:quality': '质量标准',
  },
  en: {
    'category:technical-transformation': 'Technical transformation',
    'category:digitalisation': 'Digitalisation',
    'category:innovation': 'Science and innovation',
    'category:cultivation': 'Growing enterprises',
    'category:green': 'Green and low-carbon',
    'category:finance': 'Finance',
    'category:agriculture': 'Agriculture',
    'category:land': 'Land and tax',
    'category:employment': 'Employment',
    'category:talent': 'Talent',
    'category:tourism': 'Culture and tourism',
    'category:trade': 'Foreign trade',
    'category:quality': 'Quality and standards',
  },
})
