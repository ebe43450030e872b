/** What reading a stranger's text gives instead of an exception: an outcome and a sentence for the log. */

export interface Refusal {
  readonly refusal: 'malformed' | 'unsupported'
  readonly detail: string
}

export function malformed(detail: string): Refusal {
  return { refusal: 'malformed', detail }
}

export function isRefusal(value: object): value is Refusal {
  return 'refusal' in value
}
