/** What a page says of each outcome: in words that cannot be taken for more, with what to do next. */
import type { Texts } from '@qiyema/core/contract'
import type { Assurance, Outcome } from '@qiyema/core/verify'

/** A shape beside the words, never a colour: a tick, two bars, a clock, a cross, a question. */
export type Sign = 'tick' | 'pause' | 'clock' | 'cross' | 'question'

export interface Verdict {
  readonly sign: Sign
  readonly heading: Texts
  readonly meaning: Texts
}

/** By outcome (code format, section 8). What could not be checked is not called false. */
export const VERDICTS: Readonly<Record<Exclude<Outcome, 'valid'>, Verdict>> = {
  malformed: {
    sign: 'question',
    heading: texts('这不是完整的企业码', 'This is not a whole Enterprise Code'),
    meaning: texts(
      '链接可能不完整，或在传输中被改动。请重新扫描原码。',
      'The link may have been cut or changed on the way. Please scan the original square again.',
    ),
  },
  unsupported: {
    sign: 'question',
    heading: texts('本平台不认识这种企业码', 'This kind of Enterprise Code is not known here'),
    meaning: texts(
      '它可能是更新的版本。请稍后再试。',
      'It may be of a newer version. Please try again later.',
    ),
  },
  unknown_issuer: {
    sign: 'question',
    heading: texts('这个码不是由本平台签发的', 'This code was not issued by this platform'),
    meaning: texts(
      '它可能由其他地区签发，也可能不真实；本平台无法为其作证。',
      'It may come from another region, or it may not be genuine; this platform cannot vouch for it.',
    ),
  },
  untrusted_key: {
    sign: 'cross',
    heading: texts('签发此码的密钥不被信任', 'The key that signed this code is not trusted'),
    meaning: texts(
      '请不要依据此码办理业务，并向企业索取新码。',
      'Please do not rely on it, and ask the enterprise for a new code.',
    ),
  },
  host_mismatch: {
    sign: 'cross',
    heading: texts('码中的网址与签发者不符', 'The address in this code is not its issuer’s'),
    meaning: texts(
      '它可能被人改动过。请不要依据此码办理业务。',
      'Somebody may have changed it. Please do not rely on it.',
    ),
  },
  out_of_region: {
    sign: 'cross',
    heading: texts('签发者无权为该地区的企业制码', 'The issuer may not speak for enterprises of that region'),
    meaning: texts('请不要依据此码办理业务。', 'Please do not rely on it.'),
  },
  bad_signature: {
    sign: 'cross',
    heading: texts('此码的签名不成立', 'The signature of this code does not hold'),
    meaning: texts(
      '它不是由本平台签发的，或被人改动过。请不要依据此码办理业务。',
      'It was not issued here, or somebody has changed it. Please do not rely on it.',
    ),
  },
  not_yet_valid: {
    sign: 'clock',
    heading: texts('此码尚未生效', 'This code is not in force yet'),
    meaning: texts('请稍后再扫描一次。', 'Please scan it again a little later.'),
  },
  expired: {
    sign: 'clock',
    heading: texts('此码已过期', 'This code has expired'),
    meaning: texts('请向企业索取新码。', 'Please ask the enterprise for a new one.'),
  },
  stale: {
    sign: 'clock',
    heading: texts('此码不是刚刚出示的', 'This code was not shown just now'),
    meaning: texts(
      '出示的码约一分钟后失效，截图不能使用。请企业人员重新亮码。',
      'A code that is shown is good for about a minute, and a screenshot for nothing. Please have it shown again.',
    ),
  },
  suspended: {
    sign: 'pause',
    heading: texts('此码已暂停使用', 'This code is suspended'),
    meaning: texts(
      '暂停期间请不要依据此码办理业务。企业的当前登记状态见上。',
      'Please do not rely on it meanwhile. The present state of the enterprise stands above.',
    ),
  },
  revoked: {
    sign: 'cross',
    heading: texts('此码已作废', 'This code is no longer in force'),
    meaning: texts(
      '请不要依据此码办理业务。企业可能已换领新码，请索取新码；企业的当前登记状态见上。',
      'Please do not rely on it. The enterprise may have a new one, for which you can ask; its present state stands above.',
    ),
  },
  unconfirmed: {
    sign: 'question',
    heading: texts('暂时无法确认此码的状态', 'The state of this code cannot be confirmed at present'),
    meaning: texts(
      '这不表示此码有问题。请稍后再试。',
      'This does not mean that anything is wrong with it. Please try again later.',
    ),
  },
}

/** Of an enterprise that was deregistered, or is another county's now. */
export const REVOKED_FOR_GOOD: Verdict = {
  ...VERDICTS.revoked,
  meaning: texts(
    '请不要依据此码办理业务。该企业已不在本地存续经营，当前登记状态见上。',
    'Please do not rely on it. The enterprise is no longer active here; its present state stands above.',
  ),
}

/** A code that is in force says, too, what was proven by showing it. */
export const VALID: Readonly<Record<Assurance, Verdict>> = {
  registered: {
    sign: 'tick',
    heading: texts('此码有效', 'This code is in force'),
    meaning: texts(
      '它证明该企业在本平台登记并领码；不证明出示此码的人是谁。',
      'It proves that the enterprise is registered here and has this code. It says nothing of who shows it.',
    ),
  },
  current: {
    sign: 'tick',
    heading: texts('此码有效，刚刚签发', 'This code is in force, and was issued just now'),
    meaning: texts(
      '动态码，数分钟后失效；截图不能长期使用。',
      'It ends within minutes, so that a screenshot of it does, too.',
    ),
  },
  present: {
    sign: 'tick',
    heading: texts(
      '此码有效，由企业人员当场出示',
      'This code is in force, and shown by the enterprise’s own people',
    ),
    meaning: texts(
      '出示者持有该企业登记的密钥，此刻正在出示。',
      'Whoever shows it holds the key that the enterprise has registered, and is showing it now.',
    ),
  },
}

function texts(zhCn: string, en: string): Texts {
  return { 'zh-CN': zhCn, en }
}
