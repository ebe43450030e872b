/** Every problem that an operation may answer with: what it declares, and what follows from who may call it and how. */
import { COMMON_PROBLEMS, type Operation, type ProblemCode } from '@qiyema/core/contract'

/** Of whoever presents something that does not hold, wherever they call. */
const ACCESS_PROBLEMS: readonly ProblemCode[] = [
  'unauthenticated',
  'token_expired',
  'invalid_proof',
  'wrong_origin',
]
const KEY_PROBLEMS: readonly ProblemCode[] = [
  'idempotency_key_missing',
  'idempotency_key_reused',
  'idempotency_in_progress',
]
const EDIT_PROBLEMS: readonly ProblemCode[] = ['precondition_required', 'precondition_failed']

/** The codes, each once: the operation's own first. */
export function possibleProblems({ problems, callers, repetition, etag }: Operation): ProblemCode[] {
  return [
    ...new Set([
      ...problems,
      ...(callers.includes('widget') ? (['component_not_granted'] as const) : []),
      ...(callers.includes('anyone') ? [] : (['forbidden'] as const)),
      ...(repetition === 'key' ? KEY_PROBLEMS : []),
      ...(etag === 'required' ? EDIT_PROBLEMS : []),
      ...ACCESS_PROBLEMS,
      ...COMMON_PROBLEMS,
    ]),
  ]
}
