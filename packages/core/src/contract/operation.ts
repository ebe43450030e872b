/** One operation of the platform, declared once: client, server, OpenAPI, mock and documentation are derived from it. */
import type { ProblemCode } from './problem.js'
import type { z } from './schema.js'
import type { Texts } from './texts.js'

/** Who may call. What each proves itself with stands in the guide on access. */
export type Caller = 'anyone' | 'partner' | 'widget' | 'operator' | 'officer'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/**
 * What happens when the same request arrives twice.
 *
 * - `safe` – it changes nothing
 * - `idempotent` – the second changes nothing more
 * - `key` – an `Idempotency-Key` is needed, and with it the second gets the first one's answer
 */
export type Repetition = 'safe' | 'idempotent' | 'key'

type ObjectSchema = z.ZodMiniObject

/** What an operation is. Paths are templates: each `{name}` stands in `params`. */
export interface Operation {
  readonly method: Method
  readonly path: `/${string}`
  readonly callers: readonly Caller[]
  readonly repetition: Repetition
  readonly summary: Texts
  readonly params?: ObjectSchema
  readonly query?: ObjectSchema
  /** JSON, unless `bodyType` says otherwise. */
  readonly body?: z.ZodMiniType
  /** Media types of a body that is bytes. */
  readonly bodyType?: readonly string[]
  /** JSON, unless `answerType` says otherwise; absent for an answer without a body. */
  readonly answer?: z.ZodMiniType
  /** Media type of an answer that is not JSON. */
  readonly answerType?: string
  readonly status: 200 | 201 | 202 | 204
  /** What can go wrong beside what can go wrong everywhere. */
  readonly problems: readonly ProblemCode[]
  /** Widgets of these names may call; only with caller `widget`. */
  readonly components?: readonly string[]
  /** The answer has an `ETag`; an edit wants it as `If-Match`. */
  readonly etag?: 'answer' | 'required'
  /** The consent scope a partner needs. */
  readonly scope?: string
}

/** Checks nothing at run time: it keeps the literal types of what it is given. */
export function operation<const Given extends Operation>(given: Given): Given {
  return given
}

type BodyOf<O extends Operation> = O['body'] extends z.ZodMiniType
  ? z.input<O['body']>
  : O['bodyType'] extends readonly string[]
    ? { content: Uint8Array<ArrayBuffer> | Blob; contentType: O['bodyType'][number] }
    : unknown

/** What a caller gives: path parameters, query and body side by side, since no two of them share a name. */
export type InputOf<O extends Operation> = ParsedBy<O['params']> & ParsedBy<O['query']> & BodyOf<O>

type ParsedBy<Schema> = Schema extends z.ZodMiniType ? z.input<Schema> : unknown

/** What a caller gets: JSON by the contract, a text, bytes, or nothing. */
export type AnswerOf<O extends Operation> = O['answerType'] extends string
  ? O['answerType'] extends `text/${string}` | 'application/jwt' | `application/${string}+json`
    ? string
    : Uint8Array
  : O['answer'] extends z.ZodMiniType
    ? z.output<O['answer']>
    : undefined
