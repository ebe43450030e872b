/** Sessions of widgets: one browser at a partner's site, for one enterprise, for minutes. */
import type { ColumnType } from 'kysely'
import type { ComponentName, ConsentPurpose } from '../access/caller.js'

type Json<Value> = ColumnType<Value, string, string>
type Time = ColumnType<Date, Date, Date>

export interface SessionTable {
  id: string
  partner_id: string
  enterprise_id: string
  /** As they were when the session began, so that its answers need no other table. */
  uscc: string
  name: Json<{ readonly 'zh-CN': string; readonly en?: string | undefined }>
  operator_reference: string
  purpose: ConsentPurpose
  components: Json<readonly ComponentName[]>
  origins: Json<readonly string[]>
  bootstrap_hash: string
  bootstrap_expires_at: Time
  /** Of the browser's key, once it has one: from then on only that key gets tokens. */
  key_thumbprint: string | null
  opened_at: Time
  expires_at: Time
  ended_at: Time | null
}

export interface SessionTables {
  sessions: SessionTable
}
