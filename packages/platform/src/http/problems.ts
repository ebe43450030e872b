/** What goes wrong, as it is thrown anywhere in the platform and as it travels: RFC 9457, in the caller's language. */
import { type FieldError, PROBLEMS, type Problem, type ProblemCode, type Texts } from '@qiyema/core/contract'
import { sentenceFor } from './field-sentences.js'
import type { Language } from './language.js'

/** What is wrong with one member: where (RFC 6901), which rule, and values that the sentence names. */
export interface FieldFault {
  readonly pointer: string
  readonly code: string
  /** Limits and choices for the sentence: `{ max: 50 }`. Never what the caller sent. */
  readonly values?: Readonly<Record<string, string | number>>
}

/** What a problem tells beside its code. */
export interface ProblemFacts {
  /** A sentence on this occurrence. Nothing personal: it is logged by nobody, but shown to whoever asked. */
  readonly detail?: Texts
  readonly errors?: readonly FieldFault[]
  /** With `impossible_step`: where it stands, and what is possible. */
  readonly state?: string
  readonly possible?: readonly string[]
  /** Headers that belong to the problem: `retry-after`, `www-authenticate`. */
  readonly headers?: Readonly<Record<string, string>>
}

/**
 * Ends a request with a problem of the contract. Thrown inside a transaction it takes back everything done there.
 *
 * @example
 * ```ts
 * throw new PlatformProblem('impossible_step', { state: 'closed', possible: [] })
 * ```
 */
export class PlatformProblem extends Error {
  override readonly name = 'PlatformProblem'
  readonly code: ProblemCode
  readonly facts: ProblemFacts

  constructor(code: ProblemCode, facts: ProblemFacts = {}) {
    super(PROBLEMS[code].title.en)
    this.code = code
    this.facts = facts
  }

  get status(): number {
    return PROBLEMS[this.code].status
  }
}

/** A problem for one member: `invalid_fields` with one error. */
export function invalidField(pointer: string, code: string, values?: FieldFault['values']): PlatformProblem {
  return new PlatformProblem('invalid_fields', { errors: [{ pointer, code, ...(values && { values }) }] })
}

/** A problem as it travels, `application/problem+json`. */
export function problemBody(
  { code, status, facts }: PlatformProblem,
  { baseUrl, language, requestId }: { baseUrl: string; language: Language; requestId: string },
): Problem {
  const { detail, errors, state, possible } = facts
  const travelling = errors?.map(
    (fault): FieldError => ({
      pointer: fault.pointer,
      code: fault.code,
      detail: sentenceFor(fault.code, fault.values, language),
    }),
  )
  return {
    type: `${baseUrl}/problems/${code}`,
    code,
    title: PROBLEMS[code].title[language],
    status,
    ...(detail && { detail: detail[language] }),
    requestId,
    ...(travelling && { errors: travelling }),
    ...(state !== undefined && { state }),
    ...(possible && { possible: [...possible] }),
  }
}
