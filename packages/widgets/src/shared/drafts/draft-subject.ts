/** Under which names things are kept for a form. */

/** Whose draft, and of what. */
export interface DraftSubject {
  readonly platform: string
  readonly uscc: string
  /** `loan`, or `loan renewal loan_01…` for one that is a form of its own. */
  readonly form: string
}

/** A name under which things are kept for a form. The number of an enterprise is public; what it has typed is sealed. */
export function nameFor(kind: 'draft' | 'intent', { platform, uscc, form }: DraftSubject): string {
  return `${kind} ${platform} ${uscc} ${form}`
}
