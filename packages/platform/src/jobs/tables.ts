/** Jobs as the database keeps them where `table-jobs.ts` does them. On servers pg-boss has tables of its own. */
import type { Generated } from 'kysely'
import type { Json, OptionalTime, PlainData, Time } from '../store/columns.js'

export interface JobTable {
  id: Generated<number>
  name: string
  /** Of those that nobody has begun, one of a name and key waits. */
  key: string | null
  data: Json<PlainData>
  run_at: Time
  /** How often it was begun. */
  tries: Generated<number>
  /** Until when whoever began it is believed to be at it. */
  claimed_until: OptionalTime
  /** When it had failed too often. It stays for people to look at. */
  failed_at: OptionalTime
}

export interface JobTables {
  jobs: JobTable
}
