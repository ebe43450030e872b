/** Turns what the contract's schemas found wrong into field errors: RFC 6901 pointers and stable codes. */
import type * as z from 'zod/v4/core'
import type { FieldFault } from './problems.js'

/** More than these nobody corrects in one go. */
const MAX_FAULTS = 50

/** Codes that the contract's own checks give as their message. */
const OWN_CODES: readonly string[] = ['unprintable', 'uscc_check', 'https_url', 'origin', 'too_many']

/**
 * The field errors of a value that a schema refused, in the order of the schema.
 *
 * @example
 * ```ts
 * faultsOf(schema.safeParse({ amount: -1 }).error.issues) // [{ pointer: '/amount', code: 'too_small', values: { min: 0 } }]
 * ```
 */
export function faultsOf(issues: readonly z.$ZodIssue[]): FieldFault[] {
  return issues.flatMap(issue => faultsOfIssue(issue, [])).slice(0, MAX_FAULTS)
}

/** A JSON pointer to a place in a value, RFC 6901. */
export function pointerTo(path: readonly PropertyKey[]): string {
  return path.map(step => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}

function faultsOfIssue(issue: z.$ZodIssue, before: readonly PropertyKey[]): FieldFault[] {
  const path = [...before, ...issue.path]
  const fault = (code: string, values?: FieldFault['values']): FieldFault[] => [
    { pointer: pointerTo(path), code, ...(values && { values }) },
  ]
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined) return fault('required')
      return issue.expected === 'int'
        ? fault('not_integer')
        : fault('wrong_type', { expected: issue.expected })
    case 'too_big':
      return tooBig(issue, fault)
    case 'too_small':
      return tooSmall(issue, fault)
    case 'invalid_format':
      return fault('wrong_format')
    case 'invalid_value':
      return issue.input === undefined
        ? fault('required')
        : fault('not_a_choice', { choices: issue.values.map(String).join(', ') })
    case 'unrecognized_keys':
      return issue.keys.map(key => ({ pointer: pointerTo([...path, key]), code: 'unknown_member' }))
    case 'invalid_union':
      return faultsOfUnion(issue, path)
    case 'invalid_key':
      return fault('wrong_format')
    case 'custom':
      return fault(OWN_CODES.includes(issue.message) ? issue.message : 'invalid')
    default:
      return fault('invalid')
  }
}

type MakeFault = (code: string, values?: FieldFault['values']) => FieldFault[]

function tooBig({ origin, maximum }: z.$ZodIssueTooBig, fault: MakeFault): FieldFault[] {
  if (origin === 'string') return fault('too_long', { max: Number(maximum) })
  return origin === 'array' ? fault('too_many') : fault('too_great', { max: Number(maximum) })
}

function tooSmall({ origin, minimum }: z.$ZodIssueTooSmall, fault: MakeFault): FieldFault[] {
  if (origin === 'string') return fault('too_short', { min: Number(minimum) })
  return origin === 'array' ? fault('too_few') : fault('too_small', { min: Number(minimum) })
}

/** Of several forms, the one that the value came closest to. */
function faultsOfUnion(issue: z.$ZodIssueInvalidUnion, path: readonly PropertyKey[]): FieldFault[] {
  if (issue.input === undefined) return [{ pointer: pointerTo(path), code: 'required' }]
  const forms = issue.errors.map(form => form.flatMap(inner => faultsOfIssue(inner, path)))
  const inside = forms.filter(faults => faults.every(({ pointer }) => pointer !== pointerTo(path)))
  const closest = inside.toSorted((one, other) => one.length - other.length)[0]
  return closest ?? [{ pointer: pointerTo(path), code: 'no_alternative' }]
}
