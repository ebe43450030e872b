/** Kysely's dialect for PostgreSQL, without the round trip for `begin`: the statement that enters a transaction begins it. */
import {
  type Dialect,
  PostgresAdapter,
  type PostgresDialectConfig,
  PostgresDriver,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from 'kysely'

/** Only for a store, since a transaction that nobody enters would be none. */
export function createEnteredDialect(config: PostgresDialectConfig): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new EnteredDriver(config),
    createIntrospector: db => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  }
}

class EnteredDriver extends PostgresDriver {
  override async beginTransaction(): Promise<void> {}
}
