/** The words of a verdict, short and plain, in the two languages of this project. */
import type { Assurance, Outcome, Warning } from '@qiyema/core/verify'

export type Language = 'zh-CN' | 'en'

export interface Words {
  /** A headline and what to do or to think of it. */
  readonly outcomes: Readonly<Record<Outcome, readonly [string, string]>>
  readonly assurances: Readonly<Record<Assurance, string>>
  readonly warnings: Readonly<Record<Warning, string>>
  readonly rows: Readonly<
    Record<
      | 'name'
      | 'uscc'
      | 'issuer'
      | 'issued'
      | 'expires'
      | 'presented'
      | 'nonce'
      | 'checked'
      | 'warning'
      | 'detail',
      string
    >
  >
}

/** From the locale variables, in the order in which they count. */
export function languageOf({ LC_ALL, LC_MESSAGES, LANG }: NodeJS.ProcessEnv): Language {
  return /^zh/i.test(LC_ALL || LC_MESSAGES || LANG || '') ? 'zh-CN' : 'en'
}

export const WORDS: Readonly<Record<Language, Words>> = {
  en: {
    outcomes: {
      malformed: ['Not an Enterprise Code', 'This text or picture is something else, or was altered.'],
      unsupported: ['Cannot be read', 'This code is of a newer kind: update this program.'],
      unknown_issuer: ['Unknown issuer', 'Nobody that you trust has issued this code.'],
      untrusted_key: ['Key not trusted', 'Its issuer does not stand by the key that signed this code.'],
      host_mismatch: ['Leads elsewhere', 'The link does not lead to the issuer: do not open it.'],
      out_of_region: ['Outside its region', 'This issuer may not speak for this enterprise.'],
      bad_signature: ['Forged or altered', 'The signature does not hold.'],
      not_yet_valid: ['Not valid yet', 'Its time has not come. Is the clock of this machine right?'],
      expired: ['Expired', 'Its time is over: ask for a new code.'],
      stale: ['Not shown just now', 'It may be a copy or a screenshot: ask for it to be shown again.'],
      revoked: ['Revoked', 'Its issuer has withdrawn this code for good.'],
      suspended: ['Suspended', 'Its issuer has withdrawn this code for the time being.'],
      unconfirmed: [
        'Could not be checked',
        'Nothing is known to be wrong, but nothing is proven: try again online.',
      ],
      valid: ['Valid', ''],
    },
    assurances: {
      registered: 'The enterprise exists and its code is in force. This says nothing of who shows it.',
      current: 'Issued within the last minutes: not an old screenshot.',
      present: 'The enterprise is showing it right now.',
    },
    warnings: {
      status_list_aging: 'the status list is not fresh',
      status_unchecked: 'its status was not checked: it may have been revoked',
      clock_behind: 'the clock of this machine seems to be behind',
      store_unreadable: 'the stored lists could not be read',
    },
    rows: {
      name: 'name',
      uscc: 'USCC',
      issuer: 'issuer',
      issued: 'issued',
      expires: 'expires',
      presented: 'presented',
      nonce: 'nonce',
      checked: 'status as of',
      warning: 'warning',
      detail: 'detail',
    },
  },
  'zh-CN': {
    outcomes: {
      malformed: ['不是企业码', '这段文字或图片是别的内容，或被改动过。'],
      unsupported: ['无法识别', '这是更新版本的码，请升级本程序。'],
      unknown_issuer: ['签发方未知', '您信任的机构都没有签发过这个码。'],
      untrusted_key: ['密钥不可信', '签发方不认可签署此码的密钥。'],
      host_mismatch: ['链接去向不符', '链接指向的不是签发方，请勿打开。'],
      out_of_region: ['超出签发地区', '该签发方无权为这家企业发码。'],
      bad_signature: ['伪造或被篡改', '签名不成立。'],
      not_yet_valid: ['尚未生效', '还没到生效时间，请检查本机时钟。'],
      expired: ['已过期', '有效期已过，请对方出示新码。'],
      stale: ['不是刚刚出示的', '可能是复制件或截图，请对方重新出示。'],
      revoked: ['已吊销', '签发方已永久收回此码。'],
      suspended: ['已暂停', '签发方已暂时停用此码。'],
      unconfirmed: ['暂时无法核验', '没有发现问题，但也未能证实，请联网后再试。'],
      valid: ['有效', ''],
    },
    assurances: {
      registered: '企业存在，其码有效；不说明出示者是谁。',
      current: '几分钟内刚刚签发，不是旧截图。',
      present: '企业正在当场出示。',
    },
    warnings: {
      status_list_aging: '状态名单不是最新的',
      status_unchecked: '未核对状态，此码可能已被吊销',
      clock_behind: '本机时钟似乎偏慢',
      store_unreadable: '无法读取已存的名单',
    },
    rows: {
      name: '名称',
      uscc: '统一社会信用代码',
      issuer: '签发方',
      issued: '签发时间',
      expires: '到期时间',
      presented: '出示时间',
      nonce: '随机数',
      checked: '状态截至',
      warning: '注意',
      detail: '详情',
    },
  },
}
