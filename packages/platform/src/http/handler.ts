/** What an application writes for an operation: a function from parsed input and its call to a reply by the contract. */
import type { EVENT_TYPES, Operation, OperationTree } from '@qiyema/core/contract'
import type * as z from 'zod/mini'
import type { Caller } from '../access/caller.js'
import type { PlainData } from '../store/columns.js'
import type { Db } from '../store/store.js'
import type { EntityTag } from './conditional.js'
import type { Language } from './language.js'
import type { SecretRecipe } from './secrets.js'
import type { Upload } from './upload.js'

export type { PlainData } from '../store/columns.js'

export type EventType = (typeof EVENT_TYPES)[number]
/** Jobs are declared in `jobs/`, by their names. */
export type JobName = string

/** The request that a handler works on. All it does through this happens in one transaction, or not at all. */
export interface Call {
  /** Who calls: one of the operation's callers, proven. */
  readonly caller: Caller
  /** The transaction, under the caller's tenant. */
  readonly db: Db
  readonly now: Date
  readonly language: Language
  readonly requestId: string
  /** The request's address as the platform is known outside, without query. */
  readonly url: string
  /** As it came, for `ensureCurrent`. */
  readonly ifMatch?: string
  /** The caller's own `Origin`, for what is done for one web site. */
  readonly origin?: string
  /** The proof of possession that came with it, if one did (RFC 9449). */
  readonly proof?: string
  /** Records who did what to which: `audit('code.revoke', codeId)`. */
  audit(action: string, subject: string, data?: PlainData): Promise<void>
  /** Tells partners of an event once this transaction holds. */
  emit(event: CallEvent): Promise<void>
  /** Has a job done once this transaction holds. Of one key there is one job at a time. */
  enqueue(job: JobName, data: PlainData, options?: JobOptions): Promise<void>
  /** A secret that nobody has to store, since it can be made again: see `secrets` of a reply. */
  secret(recipe: SecretRecipe): Promise<string>
}

export interface CallEvent {
  readonly type: EventType
  /** What it is about: events of one resource arrive in order. */
  readonly resource: string
  readonly partners: readonly string[]
  readonly data: PlainData
}

export interface JobOptions {
  readonly at?: Date
  readonly key?: string
}

/** Path parameters, query and body side by side, as the contract's schemas gave them. */
export type ParsedInput<O extends Operation> = OutputOf<O['params']> &
  OutputOf<O['query']> &
  (O['bodyType'] extends readonly string[] ? Upload<O['bodyType'][number]> : OutputOf<O['body']>)

/**
 * What a handler answers with: `body` for JSON, `bytes` for what is not, nothing for 204. Members of a body that the
 * contract does not have are left out.
 */
export type Reply<O extends Operation> = ReplyHead &
  (O['answer'] extends z.ZodMiniType
    ? { readonly body: z.output<O['answer']> }
    : O['answerType'] extends string
      ? BytesReply
      : unknown)

export interface ReplyHead {
  /** The version, without quotes. Of answers that have one and name none, it is made of their bytes. */
  readonly etag?: EntityTag
  readonly headers?: Readonly<Record<string, string>>
  /**
   * Members of the body that are secret, with what they are made of: with the answer that is kept for a repeated request,
   * the recipe is kept and not the secret.
   */
  readonly secrets?: Readonly<Record<string, SecretRecipe>>
}

type BytesReply =
  | {
      readonly bytes: Uint8Array<ArrayBuffer> | string
      /** Where the contract leaves it open: `image/png` of `image/*`. */
      readonly contentType?: string
    }
  /** There is nothing there, and that is no problem. */
  | { readonly status: 204 }

export type Handler<O extends Operation> = (input: ParsedInput<O>, call: Call) => Promise<Reply<O>>

/** Handlers in the shape of a part of the contract: one that is missing is a type error. */
export type HandlersOf<Tree> = {
  readonly [Name in keyof Tree]: Tree[Name] extends Operation
    ? Handler<Tree[Name]>
    : Tree[Name] extends OperationTree
      ? HandlersOf<Tree[Name]>
      : never
}

type OutputOf<Schema> = Schema extends z.ZodMiniType ? z.output<Schema> : unknown
