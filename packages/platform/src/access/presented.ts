/**
 * Rows that a secret opens: the database shows them to whoever presents the secret's hash, and to nobody for a forgotten
 * `where`.
 */
import { sql } from 'kysely'
import { randomText, sha256 } from '../http/digest.js'
import type { Db } from '../store/store.js'

/** What stands in the database for a secret: nobody can get in with it. */
export async function hashOfSecret(secret: string): Promise<string> {
  return sha256(secret)
}

/** 256 random bits as 43 characters of base64url. */
export function newSecret(): string {
  return randomText(32)
}

/** Shows this transaction the row whose secret has this hash: policies compare with `qiyema.presented`. */
export async function present(db: Db, hash: string): Promise<void> {
  await sql`select set_config('qiyema.presented', ${hash}, true)`.execute(db)
}
