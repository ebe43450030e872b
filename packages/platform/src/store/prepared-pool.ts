/** A pool of connections whose repeated statements are prepared. */
import type { PostgresCursor, PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely'
import type { Pool, PoolClient } from 'pg'
import { createStatementNames, type StatementNames } from './statement-names.js'

/** What PostgreSQL says when a table has changed since a statement was prepared: another node has migrated it. */
const PLAN_OUTDATED = '0A000'

/** The pool as Kysely wants it, over the driver's own. */
export function createPreparedPool(pool: Pool): PostgresPool {
  const names = createStatementNames()
  const known = new WeakMap<PoolClient, PreparedClient>()
  return {
    options: pool.options,
    end: () => pool.end(),
    async connect() {
      const client = await pool.connect()
      const prepared = known.get(client) ?? new PreparedClient(client, names)
      known.set(client, prepared)
      return prepared
    },
  }
}

class PreparedClient implements PostgresPoolClient {
  readonly #client: PoolClient
  readonly #names: StatementNames
  #isOutdated = false

  constructor(client: PoolClient, names: StatementNames) {
    this.#client = client
    this.#names = names
  }

  query<Row>(text: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<Row>>
  query<Row>(cursor: PostgresCursor<Row>): PostgresCursor<Row>
  query<Row>(
    text: string | PostgresCursor<Row>,
    parameters: readonly unknown[] = [],
  ): Promise<PostgresQueryResult<Row>> | PostgresCursor<Row> {
    if (typeof text !== 'string') throw new TypeError('The store reads no rows one by one.')
    // Without parameters it may be several statements, which cannot be prepared.
    const name = parameters.length > 0 ? this.#names.nameOf(text) : undefined
    return this.#ask<Row>({ text, values: [...parameters], ...(name !== undefined && { name }) })
  }

  async #ask<Row>(query: { text: string; values: unknown[]; name?: string }) {
    try {
      // The driver's types know the kinds of statements only as text.
      return (await this.#client.query(query)) as unknown as PostgresQueryResult<Row>
    } catch (error) {
      this.#isOutdated ||= error instanceof Error && 'code' in error && error.code === PLAN_OUTDATED
      throw error
    }
  }

  /** A connection with outdated statements is not used again. */
  release(destroy = false): void {
    this.#client.release(destroy || this.#isOutdated)
  }
}
