/** The words of a result: what each outcome is, what it means and what to do. */
import type * as chinese from '../zh-cn/result.js'

export const proven: typeof chinese.proven = {
  registered: {
    headline: 'A registered enterprise',
    what: 'This enterprise is registered and its code is in force.',
    limits: 'It does NOT show that the person here belongs to it.',
    now: 'To know who the person is, check that separately, or ask to be shown a live code.',
  },
  current: {
    headline: 'Issued just now',
    what: 'This enterprise is registered and its code was issued just now; a screenshot of it soon dies.',
    limits: 'It does NOT show that the person here belongs to it, only that the code is minutes old.',
    now: 'Look at the time of issue. Once it has expired, ask for a new one.',
  },
  present: {
    headline: 'Shown by its operator now',
    what: 'This enterprise is registered, and an operator who holds its key is showing this code at this moment.',
    limits: 'It proves this moment only, and says nothing of the operator’s name or powers.',
    now: 'If your business needs it, check the operator’s identity and powers separately.',
  },
}

const reissue = 'Ask them to get a new code from its issuer. Do not accept this one.'

export const outcomes: typeof chinese.outcomes = {
  unsupported: {
    headline: 'A newer kind of Enterprise Code',
    what: 'This code uses a format that this page does not know yet. It can be called neither genuine nor false.',
    now: 'Reload this page when online to bring it up to date, then check again.',
  },
  unknown_issuer: {
    headline: 'Its issuer is not trusted here',
    what: 'Whoever signed this code is not on this page’s trust list. Nothing it says can be believed.',
    now: 'When online, refresh the lists and check again. If that does not help, do not accept it.',
  },
  untrusted_key: {
    headline: 'Its key has lost its trust',
    what: 'The key that signed this code was withdrawn, or the code was issued outside that key’s time.',
    now: reissue,
  },
  host_mismatch: {
    headline: 'Its link leads elsewhere',
    what: 'The link of this code does not lead to the site of its issuer. A genuine code may have been wrapped in a false link.',
    now: 'Do not open the link and do not accept the code. Ask for the original.',
  },
  out_of_region: {
    headline: 'Outside its issuer’s region',
    what: 'This issuer may not issue codes for enterprises of that region.',
    now: reissue,
  },
  bad_signature: {
    headline: 'Its signature does not hold',
    what: 'This code was altered, or was not signed by whom it names. Nothing it says can be believed.',
    now: 'Ask to be shown the original. If that fails too, do not accept it.',
  },
  not_yet_valid: {
    headline: 'Not valid yet',
    what: 'This code says that it was issued in the future.',
    now: 'Check this device’s clock first. If it is right, do not accept the code.',
  },
  expired: {
    headline: 'Expired',
    what: 'This code was signed by its issuer, but its time is over.',
    now: 'Ask for a new one.',
  },
  stale: {
    headline: 'Not shown live',
    what: 'This is a live code that is not being shown at this moment: a screenshot, a photograph or a print.',
    now: 'Ask them to renew it on their own device in front of you. If it still fails, check the clocks of both devices.',
  },
  revoked: {
    headline: 'Revoked',
    what: 'Its issuer has withdrawn this code for good. That does not mean the enterprise has closed.',
    now: reissue,
  },
  suspended: {
    headline: 'Suspended',
    what: 'Its issuer has suspended this code for the time being.',
    now: 'They should contact the issuer. Until it is restored, do not accept it.',
  },
  unconfirmed: {
    headline: 'The lists here are not enough to tell',
    what: 'Nothing was found wrong with this code, but the lists on this device are not enough to tell. It does not mean the code is false.',
    now: 'When online, press “Refresh now” and check again. Until then, do not take it as checked.',
  },
}

/** Between two sentences. */
export const joint: typeof chinese.joint = ' '

export const otherCodes: typeof chinese.otherCodes = {
  headline: 'Not an Enterprise Code of this scheme',
  notFake: 'It is something else. That does not make it a fake; this page just cannot judge it.',
  now: 'Ask to be shown the Enterprise Code.',
  kinds: {
    web_address:
      'This is an ordinary web address, and this page does not open it. The code on a business licence, payment codes and codes of other platforms may look like this too.',
    wechat: 'This is a WeChat code or link. Scan it with WeChat.',
    alipay: 'This is an Alipay code or link. Scan it with Alipay.',
    contact: 'This is a contact card.',
    wifi: 'This is a code for joining a wireless network.',
    message: 'This is a shortcut for a call, a text message or an e-mail.',
    uscc: 'This is a Unified Social Credit Code. Anyone can write one down; alone it proves nothing.',
    damaged:
      'It looks like an Enterprise Code that is incomplete or altered: a part may have been lost in copying. Scan it again or copy all of it.',
    unpresented:
      'This is the credential of a live code that nobody has shown yet. Ask to be shown the code on their device.',
    other:
      'This is another kind of code or text: for example a product number, the national market-entity code, an e-licence, or another platform’s code.',
  },
}

export const result: typeof chinese.result = {
  enterprise: 'Enterprise',
  noName: 'The code holds no name',
  uscc: 'Unified Social Credit Code',
  copy: 'Copy number',
  copied: 'Copied',
  copyFailed: 'Could not copy; select it by hand',
  issuer: 'Issued by',
  issuerHost: 'Issuer’s site',
  issued: 'Issued',
  expires: 'Valid until',
  expired: 'Expired',
  presented: 'Shown',
  status: 'Status list',
  statusAsOf: (time: string, age: string) => `as of ${time} (${age})`,
  statusUnknown: 'could not be checked',
  trustAsOf: 'Trust list',
  checkedAt: 'Checked',
  checkedAge: (age: string) => `Checked ${age}`,
  old: 'This result speaks only of the moment of the check. Check again.',
  proves: 'What it shows',
  limits: 'What it does not show',
  means: 'What this means',
  doNow: 'What to do',
  warningsHeading: 'Please note',
  details: 'Technical details',
  detail: 'Reason',
  kid: 'Key id',
  position: 'Status position',
  credential: 'Credential text',
  scanned: 'What was scanned (not opened)',
  warnings: {
    status_list_aging:
      'The status list is past its fresh time. Refresh when online, or a recent revocation may be missed.',
    status_unchecked: 'Whether this code was revoked has not been checked.',
    clock_behind: 'This device’s clock seems slow. Set it right; with a wrong clock the result may be wrong.',
    store_unreadable: 'The lists kept on this device could not be read; only lists just fetched were used.',
  },
  words: { good: 'Valid', bad: 'Not accepted', open: 'Could not check', other: 'Something else' },
  moment: (time: string, age: string) => `${time} (${age})`,
}
