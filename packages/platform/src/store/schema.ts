/** Every table, by the part of the platform that keeps it. */
import type { AccessTables } from '../access/tables.js'
import type { HttpTables } from '../http/tables.js'
import type { SessionTables } from '../session/tables.js'

export interface Database extends AccessTables, HttpTables, SessionTables {}
