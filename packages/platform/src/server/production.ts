/** What may not go into production, each with a sentence that says what to do: all of it is told at once. */
import { SetUpError } from '../set-up-error.js'
import { whyNotForProduction } from '../store/check-production.js'
import type { Store } from '../store/store.js'
import type { Configuration } from './configuration.js'

/** What the configuration alone gives away, before anything is opened. */
export function whyNotConfigured({ baseUrl, databaseUrl, keysFile, signIn }: Configuration): string[] {
  return [
    ...whyNotReached(baseUrl),
    ...(databaseUrl === undefined
      ? [
          'The database would be PGlite, which does not sync to disk: set DATABASE_URL to a PostgreSQL database.',
        ]
      : []),
    ...(keysFile === undefined
      ? ['The keys would be made here, unseen by anybody: set KEYS_FILE to a file that you keep safe.']
      : []),
    ...(signIn?.by === 'sandbox'
      ? ['People would only say who they are: set SIGN_IN to oidc, and OIDC_ISSUER.']
      : []),
  ]
}

/**
 * Lets a production platform go on only when nothing speaks against it.
 *
 * @param store - opened, unless the configuration has none for production
 * @throws {SetUpError} `ERR_NOT_FOR_PRODUCTION` with every reason
 */
export async function ensureForProduction(configuration: Configuration, store?: Store): Promise<void> {
  const reasons = [...whyNotConfigured(configuration), ...(store ? await whyNotForProduction(store) : [])]
  if (reasons.length === 0) return
  throw new SetUpError(
    'ERR_NOT_FOR_PRODUCTION',
    `This platform is not fit for production:${reasons.map(reason => `\n- ${reason}`).join('')}`,
  )
}

function whyNotReached(baseUrl: string | undefined): string[] {
  if (baseUrl === undefined)
    return ['Nobody knows where it is reached: set BASE_URL to its address, such as https://qym.example.']
  const { protocol, hostname } = new URL(baseUrl)
  if (protocol !== 'https:')
    return ['What it is told could be read on the way: BASE_URL must begin with https.']
  const isThisMachine = hostname === 'localhost' || hostname.startsWith('127.') || hostname === '[::1]'
  return isThisMachine ? ['BASE_URL is this machine: set it to the address that everybody reaches.'] : []
}
