/** What this site is started with: its port, the platform, and where the keys of the banks are. */

export interface Settings {
  /** 0 for any that is free. */
  readonly port: number
  /** Where the platform answers. */
  readonly platform: string
  /** The platform's data folder, in which `qiyema serve --sample` keeps a key for each of its sample banks. */
  readonly folder: string
}

/** @throws {RangeError} for a port that is none */
export function readSettings(environment: NodeJS.ProcessEnv): Settings {
  const { PORT = '4320', QIYEMA_URL = 'http://localhost:4400', QIYEMA_FOLDER = '.data' } = environment
  const port = Number(PORT)
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new RangeError('PORT is a whole number from 0 to 65535.')
  return { port, platform: new URL(QIYEMA_URL).origin, folder: QIYEMA_FOLDER }
}
