/** What commands have in common that work on a platform's data: where it is. */
import type { Command } from 'commander'

export interface PlatformOptions {
  readonly folder?: string
  readonly databaseUrl?: string
}

export function withPlatform(command: Command): Command {
  return command
    .option('--folder <folder>', 'where its data is kept (DATA_FOLDER, otherwise qiyema-data)')
    .option(
      '--database-url <url>',
      'its PostgreSQL database (DATABASE_URL, which others on this machine cannot read)',
    )
}

/** The environment as the platform reads it, in which an option comes before the setting that it stands for. */
export function platformEnvironment({ folder, databaseUrl }: PlatformOptions): NodeJS.ProcessEnv {
  return {
    ...process.env,
    ...(folder !== undefined && { DATA_FOLDER: folder }),
    ...(databaseUrl !== undefined && { DATABASE_URL: databaseUrl }),
  }
}
