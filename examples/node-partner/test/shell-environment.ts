/** The environment of a developer’s shell: what npm and vitest told this process of the workspace is not in it. */
import { delimiter, dirname } from 'node:path'

const TOLD =
  /^(npm_(package|lifecycle|command|config_local_prefix).*|VITEST.*|NODE_ENV|NODE_OPTIONS|MODE|BASE_URL|DEV|PROD|SSR|TEST|CI)$/

/** Its `node` is the one that runs the tests. */
export const shellEnvironment: Readonly<Record<string, string | undefined>> = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !TOLD.test(name))),
  PATH: [dirname(process.execPath), process.env.PATH].join(delimiter),
}
