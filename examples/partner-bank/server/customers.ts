/** The enterprises of the sample county that bank here. A real site knows its customers, and how each of them signs in. */
import type { Localised } from './texts/texts.ts'

export interface Customer {
  readonly uscc: string
  readonly name: Localised
  /** What it makes, so that one can tell them apart. */
  readonly trade: Localised
}

export const CUSTOMERS: readonly Customer[] = [
  {
    uscc: '91330521PDY0000280',
    name: { 'zh-CN': '德清芯澜传感技术有限公司', en: 'Deqing Xinlan Sensing Technology Co., Ltd.' },
    trade: { 'zh-CN': '传感器制造 · 舞阳街道', en: 'Sensors · Wuyang' },
  },
  {
    uscc: '91330521PDY000044M',
    name: { 'zh-CN': '德清洛声琴业有限公司', en: 'Deqing Luosheng Piano Co., Ltd.' },
    trade: { 'zh-CN': '钢琴制造 · 洛舍镇', en: 'Pianos · Luoshe' },
  },
  {
    uscc: '91330521PDY000095X',
    name: { 'zh-CN': '德清禹越织澜家纺有限公司', en: 'Deqing Zhilan Home Textiles Co., Ltd.' },
    trade: { 'zh-CN': '家用纺织品 · 禹越镇', en: 'Home textiles · Yuyue' },
  },
  {
    uscc: '93330521PDY0001243',
    name: { 'zh-CN': '德清下渚湖清波水产专业合作社', en: 'Deqing Qingbo Aquaculture Cooperative' },
    trade: { 'zh-CN': '水产养殖 · 下渚湖街道', en: 'Fish farming · Xiazhuhu' },
  },
]

export function findCustomer(uscc: string): Customer | undefined {
  return CUSTOMERS.find(customer => customer.uscc === uscc)
}
