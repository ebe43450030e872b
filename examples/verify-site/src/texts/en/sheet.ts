/** The words of the sample sheet. */
import type * as chinese from '../zh-cn/sheet.js'

export const sheet: typeof chinese.sheet = {
  title: 'Sample Enterprise Codes',
  lead: 'For trying the check page: print them, or scan them from the screen.',
  invented:
    'Samples: the issuer and the enterprises are invented. These codes stand for no real body or company.',
  verifyPage: 'Check a code',
  print: 'Print this page',
  loading: 'Fetching the samples…',
  failed: 'The samples could not be fetched. See that the sample server is running, then try again.',
  retry: 'Try again',
  save: 'Save image',
  copy: 'Copy digits',
  copied: 'Copied',
  copyFailed: 'Could not copy',
  renew: 'Renew',
  alt: (title: string) => `Sample Enterprise Code: ${title}`,
  fileName: (kind: string) => `enterprise-code-sample-${kind}.png`,
  expect: 'Expected result',
  until: (time: string) => `valid until ${time}`,
  past: (time: string) => `expired ${time}`,
  seconds: (count: number) => `renews in ${count} s`,
  renewFailed: 'Could not be renewed. Try again when the sample server can be reached.',
  groups: {
    live: 'Shown on a screen',
    printed: 'For print',
    refused: 'Codes that are not accepted',
  },
  kinds: {
    printed: {
      title: 'Printed code',
      caption: 'Long-lived, without a name: the smallest square.',
      expect: 'Valid: a registered enterprise',
    },
    named: {
      title: 'Printed code with a name',
      caption: 'Long-lived; the name of the enterprise is in the code.',
      expect: 'Valid: a registered enterprise',
    },
    'short-lived': {
      title: 'Short-lived code',
      caption: 'Issued when this page was opened; dies after ten minutes.',
      expect: 'Valid: issued just now. On paper it soon expires',
    },
    'holder-bound': {
      title: 'Live code',
      caption: 'Bound to a key on this device; renews every 30 seconds, offline too.',
      expect: 'Valid: shown by its operator now. A screenshot or print is not accepted',
    },
    expired: {
      title: 'Expired code',
      caption: 'Was in force once; its time is over.',
      expect: 'Not accepted: expired',
    },
    revoked: {
      title: 'Revoked code',
      caption: 'Its signature is sound, but its issuer withdrew it for good.',
      expect: 'Not accepted: revoked',
    },
    suspended: {
      title: 'Suspended code',
      caption: 'Its signature is sound, but its issuer suspended it for now.',
      expect: 'Not accepted: suspended',
    },
  },
}
