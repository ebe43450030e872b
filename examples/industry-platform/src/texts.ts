/** Every word of the page, in two languages. */

export type Language = 'zh-CN' | 'en'

const zhCn = {
  name: '莫干示范产业互联网平台',
  tagline: '供应商名录',
  lead: '名片由企业自己维护，登记信息来自政府数据，截至日期写在名片上。',
  other: 'English',
  directory: '名录',
  verify: '验码',
  search: '搜索企业、产品或信用代码',
  chain: '产业链',
  chains: {
    all: '全部',
    instruments: '仪器仪表',
    home: '家居乐器',
    materials: '金属与材料',
    services: '技术服务',
  },
  found: '家供应商',
  none: '没有符合的供应商。换个词，或选择“全部”。',
  card: '企业名片',
  choose: '从左侧选择一家供应商，查看它的名片。',
  verifyTitle: '先验码，再合作',
  verifyLead: '扫描对方出示的企业码。识别与验证都在这台设备上完成，画面不会上传。',
  inDirectory: '这家企业在名录中',
  notInDirectory: '这家企业不在名录中，以下为其公开名片。',
  demonstration: '演示网站：平台与企业均为虚构，与任何政府部门无关。',
  skip: '跳到正文',
}

export type Texts = typeof zhCn

const en: Texts = {
  name: 'Mogan Demonstration Industry Platform',
  tagline: 'Suppliers',
  lead: 'Each card is kept by its enterprise; what registers know comes from government data, with its day on the card.',
  other: '中文',
  directory: 'Directory',
  verify: 'Verify a code',
  search: 'Search by name, product or credit code',
  chain: 'Supply chain',
  chains: {
    all: 'All',
    instruments: 'Instruments',
    home: 'Home and music',
    materials: 'Metal and materials',
    services: 'Services',
  },
  found: 'suppliers',
  none: 'No supplier fits. Try another word, or choose “All”.',
  card: 'Business card',
  choose: 'Choose a supplier from the list to see its card.',
  verifyTitle: 'Verify before you trade',
  verifyLead: 'Scan the code you are shown. It is read and verified on this device; no picture leaves it.',
  inDirectory: 'This enterprise is in our directory',
  notInDirectory: 'This enterprise is not in our directory. Its public card:',
  demonstration: 'A demonstration: platform and enterprises are invented, and no government is behind it.',
  skip: 'Skip to content',
}

export function textsOf(language: Language): Texts {
  return language === 'en' ? en : zhCn
}
