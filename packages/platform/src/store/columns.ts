/** Types of columns, as Kysely reads and writes them. */
import type { ColumnType } from 'kysely'

/** JSON, as columns hold it. */
export type PlainData = { readonly [name: string]: PlainValue }
type PlainValue = string | number | boolean | null | readonly PlainValue[] | PlainData

/** `jsonb`: read as a value, written as its text. */
export type Json<Value> = ColumnType<Value, string, string>

/** `jsonb` that may be missing. */
export type OptionalJson<Value> = ColumnType<Value | null, string | null | undefined, string | null>

/** `timestamptz`. */
export type Time = ColumnType<Date, Date, Date>

/** `timestamptz` that may be missing. */
export type OptionalTime = ColumnType<Date | null, Date | null | undefined, Date | null>

/** A text in the languages that people read, as names are kept. */
export interface LocalisedText {
  readonly 'zh-CN': string
  readonly en?: string | undefined
}
