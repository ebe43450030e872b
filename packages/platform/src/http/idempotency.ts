/**
 * One intent, one effect: the answer is kept in the transaction of what was done, and whoever comes again with the same key
 * and the same request gets it instead of a second effect.
 */
import { sql } from 'kysely'
import type { Db } from '../store/store.js'
import { sha256 } from './digest.js'
import { PlatformProblem } from './problems.js'
import type { MakeSecret, SecretRecipe } from './secrets.js'

const KEPT_SECONDS = 24 * 3600

/** What a key stands for. */
export interface Intent {
  /** By `nameOf`. */
  readonly caller: string
  readonly key: string
  readonly operation: string
  readonly fingerprint: string
}

/** An answer in JSON that can be given again. */
export interface KeptAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Readonly<Record<string, unknown>>
  readonly secrets: Readonly<Record<string, SecretRecipe>>
}

/**
 * The key of a request.
 *
 * @throws {PlatformProblem} `idempotency_key_missing`, also for what is no key: 8 to 128 letters, digits and `-_.:`
 */
export function readKey(header: string | null): string {
  // draft-ietf-httpapi-idempotency-key-header has it in quotes.
  const [, key] = /^"?([\w.:-]{8,128})"?$/.exec(header ?? '') ?? []
  if (key === undefined) throw new PlatformProblem('idempotency_key_missing')
  return key
}

/** The same for requests that mean the same, in whatever order their members stand. */
export async function fingerprintOf(input: unknown): Promise<string> {
  return sha256(JSON.stringify(input, sortedMembers))
}

/**
 * Does the work of an intent, or gives the answer it had.
 *
 * @param work - in the same transaction
 * @throws {PlatformProblem} `idempotency_key_reused` for another request, `idempotency_in_progress` while another node is at it
 */
export async function doOnce(
  db: Db,
  intent: Intent,
  now: Date,
  makeSecret: MakeSecret,
  work: () => Promise<KeptAnswer>,
): Promise<{ readonly answer: KeptAnswer; readonly isRepeated: boolean }> {
  await lock(db, intent)
  const kept = await db
    .selectFrom('idempotency')
    .selectAll()
    .where('caller', '=', intent.caller)
    .where('key', '=', intent.key)
    .where('kept_until', '>', now)
    .executeTakeFirst()
  if (kept && (kept.fingerprint !== intent.fingerprint || kept.operation !== intent.operation))
    throw new PlatformProblem('idempotency_key_reused')
  if (kept) {
    const { status, headers, secrets } = kept
    const body = JSON.parse(kept.body) as Record<string, unknown>
    for (const [member, recipe] of Object.entries(secrets)) body[member] = await makeSecret(recipe)
    return { answer: { status, headers, secrets, body }, isRepeated: true }
  }
  const answer = await work()
  await keep(db, intent, answer, now)
  return { answer, isRepeated: false }
}

/** Forgets answers nobody may ask for again. For a job, every hour. */
export async function forgetAnswers(db: Db, now: Date): Promise<void> {
  await db.deleteFrom('idempotency').where('kept_until', '<=', now).execute()
}

/**
 * Requests that this process works on. Two of one key are told apart here without a database, where the second would wait for
 * the first and not be told.
 */
export function createInFlight(): <Result>(name: string, work: () => Promise<Result>) => Promise<Result> {
  const names = new Set<string>()
  return async (name, work) => {
    if (names.has(name)) throw inProgress()
    names.add(name)
    try {
      return await work()
    } finally {
      names.delete(name)
    }
  }
}

/** Held to the end of the transaction, and never waited for. */
async function lock(db: Db, { caller, key }: Intent): Promise<void> {
  const { rows } = await sql<{ held: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended(${`idempotency ${caller} ${key}`}, 0)) as held
  `.execute(db)
  if (rows[0]?.held !== true) throw inProgress()
}

async function keep(db: Db, intent: Intent, answer: KeptAnswer, now: Date): Promise<void> {
  const { status, headers, secrets } = answer
  const withheld = Object.fromEntries(Object.keys(secrets).map(member => [member, null]))
  const row = {
    ...intent,
    status,
    headers: JSON.stringify(headers),
    // Null keeps the member's place, so that the repeated answer is the same to the byte.
    body: JSON.stringify({ ...answer.body, ...withheld }),
    secrets: JSON.stringify(secrets),
    kept_until: new Date(now.getTime() + KEPT_SECONDS * 1000),
  }
  await db
    .insertInto('idempotency')
    .values(row)
    .onConflict(conflict => conflict.columns(['caller', 'key']).doUpdateSet(row))
    .execute()
}

function inProgress(): PlatformProblem {
  return new PlatformProblem('idempotency_in_progress', { headers: { 'retry-after': '1' } })
}

/** For JSON.stringify: members in one order, bytes left out where their hash stands beside them. */
function sortedMembers(_name: string, value: unknown): unknown {
  if (value instanceof Uint8Array) return undefined
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)))
}
