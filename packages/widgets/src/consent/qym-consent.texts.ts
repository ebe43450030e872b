/** What `<qym-consent>` says. */
import { defineTexts } from '../shared/texts.js'

export const consentTexts = defineTexts('consent', {
  'zh-CN': {
    asked: '待您决定',
    active: '正在生效',
    ended: '已经结束',
    empty: '目前没有数据授权请求。银行需要使用贵企业的数据时，会先在这里征求同意。',
    loadingMore: '更早的记录请登录企业码平台查看。',
    wants: '希望查看贵企业的数据',
    mayRead: '可以查看贵企业的数据',
    purpose: '用途',
    why: '对方的说明',
    'purpose-loan-application': '审批贷款',
    'purpose-loan-servicing': '贷后管理',
    'purpose-account-opening': '开立账户',
    'purpose-supply-chain': '供应链合作',
    'purpose-policy-advice': '政策咨询',
    'purpose-other': '其他用途',
    'state-refused': '已拒绝',
    'state-withdrawn': '已撤回',
    'state-expired': '已到期',
    'state-lapsed': '逾期未答复',
    'state-other': '已结束',
    answerBy: (time: string) => `请在 ${time} 前决定，过期自动作废。不答复即不授权。`,
    choose: '您同意对方查看哪些数据？',
    chooseHint: '可以只选一部分。没有勾选的，对方看不到。',
    chooseAll: '全部勾选',
    chooseNone: '全部不选',
    until: '授权到哪一天为止',
    untilHint: (day: string) => `对方希望到 ${day}，您可以提前。`,
    approve: '同意授权',
    approveCount: (count: string) => `同意这 ${count} 项`,
    refuse: '拒绝',
    errorScopes: '请至少勾选一项数据；如果都不同意，请点“拒绝”。',
    errorUntilMissing: '请填写授权截止日期。',
    errorUntilEarly: '截止日期不能早于今天。',
    errorUntilLate: (day: string) => `截止日期不能晚于 ${day}。`,
    working: '正在提交…',
    doneApproved: (name: string) => `已同意。${name}现在可以查看您选择的数据。`,
    changed: '这项授权刚刚有了变化，下面是最新情况。',
  },
  en: {
    asked: 'Waiting for your decision',
    active: 'In force',
    ended: 'Ended',
    empty: 'Nobody is asking for data. A bank that wants to use the enterprise’s data has to ask here first.',
    loadingMore: 'Sign in at the Enterprise Code platform to see older ones.',
    wants: 'would like to read the enterprise’s data',
    mayRead: 'may read the enterprise’s data',
    purpose: 'Purpose',
    why: 'In their own words',
    'purpose-loan-application': 'deciding on a loan',
    'purpose-loan-servicing': 'looking after a loan',
    'purpose-account-opening': 'opening an account',
    'purpose-supply-chain': 'supply-chain cooperation',
    'purpose-policy-advice': 'advice on policies',
    'purpose-other': 'another purpose',
    'state-refused': 'refused',
    'state-withdrawn': 'withdrawn',
    'state-expired': 'run out',
    'state-lapsed': 'not answered in time',
    'state-other': 'ended',
    answerBy: (time: string) =>
      `Please decide by ${time}; after that the request lapses. No answer means no.`,
    choose: 'Which data may they read?',
    chooseHint: 'You may choose only some. What is not ticked stays closed to them.',
    chooseAll: 'Tick all',
    chooseNone: 'Tick none',
    until: 'Last day of the consent',
    untilHint: (day: string) => `They ask for it until ${day}; you may end it sooner.`,
    approve: 'Agree',
    approveCount: (count: string) => `Agree to these ${count}`,
    refuse: 'Refuse',
    errorScopes: 'Tick at least one kind of data; if you agree to none, choose “Refuse”.',
    errorUntilMissing: 'Give the last day of the consent.',
    errorUntilEarly: 'The last day cannot be before today.',
    errorUntilLate: (day: string) => `The last day cannot be after ${day}.`,
    working: 'Sending…',
    doneApproved: (name: string) => `Agreed. ${name} may now read the data that you chose.`,
    changed: 'This consent has just changed; below is how it stands now.',
  },
})

export type ConsentWords = (typeof consentTexts)['builtIn']['en']

/** What somebody wants the data for. */
export function purposeText(words: ConsentWords, purpose: string): string {
  return lookUp(words, `purpose-${purpose}`) ?? words['purpose-other']
}

/** How a consent has ended. */
export function stateText(words: ConsentWords, state: string): string {
  return lookUp(words, `state-${state}`) ?? words['state-other']
}

function lookUp(words: ConsentWords, key: string): string | undefined {
  const found = Object.entries(words).find(([name]) => name === key)?.[1]
  return typeof found === 'string' ? found : undefined
}
