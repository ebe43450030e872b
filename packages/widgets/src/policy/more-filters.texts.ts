/** What the folded filters of a list are called. */
import { defineTexts } from '../shared/texts.js'

export const moreFiltersTexts = defineTexts('policy-filters', {
  'zh-CN': {
    all: '不限',
    category: '政策类别',
    department: '发文部门',
    redemption: '兑付方式',
    industry: '适用行业',
    validity: '效力状态',
    validityUsual: '现行和即将生效',
    sort: '排序',
    sortUsual: '默认排序',
    'sort:relevance': '相关度',
    'sort:newest': '最新发布',
    'sort:closing': '最早截止',
    'sort:amount': '支持金额',
  },
  en: {
    all: 'Any',
    category: 'Category',
    department: 'Department',
    redemption: 'How it is paid out',
    industry: 'For which industry',
    validity: 'Validity',
    validityUsual: 'In force, and soon to be',
    sort: 'Order',
    sortUsual: 'Usual order',
    'sort:relevance': 'Best fit',
    'sort:newest': 'Newest',
    'sort:closing': 'Closing soonest',
    'sort:amount': 'Highest amount',
  },
})
