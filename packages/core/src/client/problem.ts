/**
 * Reads a problem (RFC 9457) as tolerantly as it must, since gateways write them too, and keeps nothing of it that
 * should not stand in a log.
 */
import { asObject, type JsonObject, readJsonObject } from '../code/format/json.js'

/** What is wrong with one member of what was sent. */
export interface FieldProblem {
  /** RFC 6901, into the body or the query. */
  readonly pointer: string
  readonly code: string
}

/** What the platform said. Codes are stable; title and detail are sentences for people. */
export interface ProblemReport {
  readonly code: string
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail?: string
  readonly errors?: readonly FieldProblem[]
  /** With `impossible_step`: where the matter stands. */
  readonly state?: string
  /** With `impossible_step`: the steps that are possible. */
  readonly possible?: readonly string[]
}

const WORD = /^[A-Za-z][A-Za-z0-9_.-]{0,63}$/
const REQUEST_ID = /^[A-Za-z0-9_-]{4,40}$/
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
/** Telephone, identity and card numbers, grouped or not. A date with its hour is shorter. */
const LONG_NUMBER = /(?:\p{Nd}[ -]?){10,}\p{Nd}[Xx]?/gu
const LONG_RUN = /[A-Za-z0-9_.~+/=-]{20,}/g
/** Part of a name such as `/borrower/registeredCapital` or `identity_document_expired`. */
const NAME_PART = /^(?:[A-Z]?[a-z]{1,16}(?:[A-Z][a-z]{1,16}){0,4}|\d{0,3})$/
const MAX_ENTRIES = 50
const MAX_SENTENCE = 500
const MASK = '…'

/**
 * Gives the problem in a body; undefined when it is no JSON object. Members that are missing or wrong get a neutral value.
 *
 * @param status - of the answer, which wins over the one in the body
 */
export function readProblem(bytes: Uint8Array, status: number): ProblemReport | undefined {
  const body = readJsonObject(bytes)
  if (!body) return undefined
  const type = addressIn(body)
  const detail = sentence(body.detail)
  const errors = fieldsIn(body)
  const state = word(body.state)
  const possible = entries(body.possible).flatMap(entry => word(entry) ?? [])
  return {
    code: word(body.code) ?? word(type.slice(type.lastIndexOf('/') + 1)) ?? 'unknown',
    type,
    title: sentence(body.title) ?? '',
    status,
    ...(detail !== undefined && { detail }),
    ...(errors.length > 0 && { errors }),
    ...(state !== undefined && { state }),
    ...(possible.length > 0 && { possible }),
  }
}

/** A request id as the platform makes them; undefined for anything that could be something else. */
export function readRequestId(text: unknown): string | undefined {
  if (typeof text !== 'string' || !REQUEST_ID.test(text)) return undefined
  return UUID.test(text) || text.replace(LONG_NUMBER, '') === text ? text : undefined
}

/** The request id that a problem's body names. */
export function requestIdIn(bytes: Uint8Array): string | undefined {
  return readRequestId(readJsonObject(bytes)?.requestId)
}

function addressIn({ type }: JsonObject): string {
  const [address = ''] = typeof type === 'string' ? type.split(/[?#\s]/, 1) : []
  return sentence(address) || 'about:blank'
}

function fieldsIn({ errors }: JsonObject): FieldProblem[] {
  return entries(errors).flatMap(entry => {
    const field = asObject(entry)
    const pointer = sentence(field?.pointer)
    return pointer === undefined ? [] : { pointer, code: word(field?.code) ?? 'unknown' }
  })
}

function entries(value: unknown): unknown[] {
  return Array.isArray(value) ? value.slice(0, MAX_ENTRIES) : []
}

function word(value: unknown): string | undefined {
  return typeof value === 'string' && WORD.test(value) && withoutSecrets(value) === value ? value : undefined
}

function sentence(value: unknown): string | undefined {
  return typeof value === 'string' ? withoutSecrets(value.slice(0, MAX_SENTENCE)) : undefined
}

/** Masks what could be a person's number, and long runs that are no words and so could be tokens. */
function withoutSecrets(text: string): string {
  return text.replace(LONG_NUMBER, MASK).replace(LONG_RUN, run => (isName(run) ? run : MASK))
}

function isName(run: string): boolean {
  return run.split(/[_./-]/).every(part => NAME_PART.test(part))
}
