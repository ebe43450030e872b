/** The directory: what this platform knows itself of its suppliers. Everything else is on the card that each has. */
import type { Language } from './texts.ts'

export interface Supplier {
  readonly uscc: string
  readonly name: Readonly<Record<Language, string>>
  readonly supplies: Readonly<Record<Language, string>>
  readonly chain: Chain
}

export const CHAINS = ['instruments', 'home', 'materials', 'services'] as const
export type Chain = (typeof CHAINS)[number]

export const SUPPLIERS: readonly Supplier[] = [
  {
    uscc: '91330521PDY0000280',
    name: { 'zh-CN': '德清芯澜传感技术有限公司', en: 'Deqing Xinlan Sensing Technology' },
    supplies: { 'zh-CN': 'MEMS 压力传感器、惯性模组', en: 'MEMS pressure sensors, inertial modules' },
    chain: 'instruments',
  },
  {
    uscc: '91330521PDY000044M',
    name: { 'zh-CN': '德清洛声琴业有限公司', en: 'Deqing Luosheng Piano' },
    supplies: { 'zh-CN': '立式钢琴与配件', en: 'Upright pianos and parts' },
    chain: 'home',
  },
  {
    uscc: '91330521PDY000052G',
    name: { 'zh-CN': '浙江钟湖绿居家具股份有限公司', en: 'Zhejiang Zhonghu Green Home Furniture' },
    supplies: { 'zh-CN': '板式家具', en: 'Panel furniture' },
    chain: 'home',
  },
  {
    uscc: '91330521PDY00001X0',
    name: { 'zh-CN': '浙江砺野钢构智造股份有限公司', en: 'Zhejiang Liye Smart Steel Structures' },
    supplies: { 'zh-CN': '钢结构件', en: 'Steel structures' },
    chain: 'materials',
  },
  {
    uscc: '91330521PDY000108K',
    name: { 'zh-CN': '浙江乾望管材有限公司', en: 'Zhejiang Qianwang Pipes' },
    supplies: { 'zh-CN': '工程管材', en: 'Pipes for construction' },
    chain: 'materials',
  },
  {
    uscc: '91330521PDY000116E',
    name: { 'zh-CN': '德清云测遥知信息服务有限公司', en: 'Deqing Yunce Remote Sensing Services' },
    supplies: { 'zh-CN': '遥感测绘数据服务', en: 'Remote sensing and surveying' },
    chain: 'services',
  },
]

/** Whose name, number or wares have these words in them. */
export function findSuppliers(words: string, chain: Chain | 'all'): readonly Supplier[] {
  const wanted = words.normalize('NFKC').trim().toLowerCase()
  return SUPPLIERS.filter(supplier => {
    if (chain !== 'all' && supplier.chain !== chain) return false
    const { uscc, name, supplies } = supplier
    const text = [uscc, ...Object.values(name), ...Object.values(supplies)].join(' ').toLowerCase()
    return text.includes(wanted)
  })
}
