/** Answers that are kept, so that a request which arrives twice has one effect. */
import type { ColumnType } from 'kysely'

type Json<Value> = ColumnType<Value, string, string>

export interface IdempotencyTable {
  /** By `nameOf`: a key is its caller's own. */
  caller: string
  key: string
  operation: string
  /** Of what was asked, SHA-256. */
  fingerprint: string
  status: number
  headers: Json<Readonly<Record<string, string>>>
  /** JSON as it was sent, with null in the place of secrets. */
  body: string
  /** By member: what the secret is made of. */
  secrets: Json<Readonly<Record<string, { readonly purpose: string; readonly form: 'token' | 'webhook' }>>>
  kept_until: ColumnType<Date, Date, Date>
}

export interface HttpTables {
  idempotency: IdempotencyTable
}
