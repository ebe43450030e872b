/** The audit trail as the database keeps it. Rows come, and nothing of them ever changes. */
import type { GeneratedAlways } from 'kysely'
import type { Json, Time } from '../store/columns.js'

/** What was done, by whom, to which: JSON by `AuditEntry`, and exactly these bytes. */
export interface AuditRowTable {
  number: GeneratedAlways<number>
  entry: string
  /** Read out of the entry. */
  subject: GeneratedAlways<string>
}

/** The place of a row in the tree. Places have no gaps; numbers do, where a transaction was taken back. */
export interface AuditLeafTable {
  position: number
  number: number
  /** RFC 9162, section 2.1.1. */
  hash: Uint8Array
}

/** A signed head of the tree, over all leaves before `size`. */
export interface AuditCheckpointTable {
  size: number
  /** The greatest number of a row up to then. */
  last_number: number
  /** Roots of the complete trees that the leaves make, left to right: what the next head goes on from. */
  frontier: Json<readonly string[]>
  at: Time
  /** A JWS over size, root and time. */
  head: string
}

export interface AuditTables {
  audit_rows: AuditRowTable
  audit_leaves: AuditLeafTable
  audit_checkpoints: AuditCheckpointTable
}
