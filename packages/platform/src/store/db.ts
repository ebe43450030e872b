/** What statements are run on: always a transaction of a store, under somebody's tenant. */
import type { Transaction } from 'kysely'
import type { Database } from './schema.js'

export type Db = Transaction<Database>
