/** What reading a stranger's text gives instead of an exception: an outcome and a sentence for the log. */

export interface Refusal {
  readonly refusal: 'malformed' | 'unsupported'
  readonly detail: string
  /** A holder-bound credential that its holder has not presented: nothing is wrong with it but that. */
  readonly reason?: 'not_presented'
}

export function malformed(detail: string): Refusal {
  return { refusal: 'malformed', detail }
}

export function isRefusal(value: object): value is Refusal {
  return 'refusal' in value
}
