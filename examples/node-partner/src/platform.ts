/** What is agreed with whoever runs the platform: its address, and the root that its trust list is signed under. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Client, createClient } from '@qiyema/core'
import type { JWK } from '@qiyema/core/verify'

export interface Platform {
  readonly baseUrl: string
  /** A public key that verifiers pin. Its publisher gives it out once, by a way that both trust. */
  readonly trustRoot: JWK
  /** The client of whoever proves nothing. */
  readonly anyone: Client
  /** The private key of one of the sample banks. A bank of your own makes its key, and registers the public half. */
  keyOf(clientId: string): Promise<JWK>
}

/** Where `qiyema serve --sample` runs, and the folder in which it keeps the keys of its sample partners. */
export interface Settings {
  readonly QIYEMA_URL?: string | undefined
  readonly QIYEMA_FOLDER?: string | undefined
}

export async function openPlatform(settings: Settings): Promise<Platform> {
  const { QIYEMA_URL: baseUrl = 'http://localhost:4400', QIYEMA_FOLDER: folder = 'qiyema-data' } = settings
  return {
    baseUrl,
    trustRoot: await readKey(join(folder, 'trust-root.jwk')),
    anyone: createClient({ baseUrl }),
    keyOf: clientId => readKey(join(folder, 'partners', `${clientId}.jwk`)),
  }
}

async function readKey(path: string): Promise<JWK> {
  try {
    return JSON.parse(await readFile(path, 'utf8'))
  } catch (error) {
    throw new Error(
      `There is no key in ${path}: start a platform with "qiyema serve --sample", and set QIYEMA_FOLDER to its folder.`,
      { cause: error },
    )
  }
}
