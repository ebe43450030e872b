/** What whoever runs the platform sets, from the environment: read once at start, and every fault of it told at once. */
import { BlockList, isIP } from 'node:net'
import { z } from 'zod'
import type { Level } from '../http/log.js'
import { SetUpError } from '../set-up-error.js'
import { SIGN_IN_SETTINGS, type SignInConfiguration, signInOf, unfitForSignIn } from './sign-in-settings.js'

export interface Configuration {
  readonly mode: 'development' | 'production'
  readonly host: string
  /** 0 for any that is free. */
  readonly port: number
  /** Where it is reached, without a final slash; absent in development for the address that it listens at. */
  readonly baseUrl?: string | undefined
  readonly databaseUrl?: string | undefined
  /** Connections to PostgreSQL. */
  readonly poolSize?: number | undefined
  /** Where files are kept, and what no setting takes elsewhere: the database, the keys. */
  readonly dataFolder: string
  readonly keysFile?: string | undefined
  /** The least that is logged. */
  readonly log: Level | 'off'
  /** Whose word on where a request comes from is taken. */
  readonly trustedProxies: BlockList
  /** How long requests are still taken after `/readyz` has begun to say no, so that whoever balances load hears of it. */
  readonly drainSeconds: number
  /** Absent where people do not sign in. */
  readonly signIn?: SignInConfiguration | undefined
}

/** The environment that settings are read from: `process.env`, or one of a test. */
export type Environment = Readonly<Record<string, string | undefined>>

const DEFAULT_PORT = '4400'
const DEFAULT_FOLDER = 'qiyema-data'

const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .pipe(z.int().min(least).max(most))

/** By its name in the environment, what each setting is, and in a sentence what it should be. No value is ever repeated: it may be a secret. */
const environment = z.object({
  MODE: z.enum(['development', 'production']).default('development').describe('development or production'),
  HOST: z.string().default('127.0.0.1').describe('an address of this machine, such as 0.0.0.0'),
  PORT: wholeNumber(0, 65_535)
    .prefault(DEFAULT_PORT)
    .describe('a whole number from 0, which is any free port, to 65535'),
  BASE_URL: z
    .string()
    .transform(originOf)
    .optional()
    .describe('an http or https address without a path, such as https://qym.example'),
  DATABASE_URL: z
    .string()
    .refine(text => /^postgres(?:ql)?:\/\/[^/]/.test(text) && URL.canParse(text))
    .optional()
    .describe('the address of a PostgreSQL database: postgresql://user:password@host:5432/database'),
  POOL_SIZE: wholeNumber(2, 1000).optional().describe('a whole number of connections from 2 to 1000'),
  DATA_FOLDER: z.string().default(DEFAULT_FOLDER).describe('the path of a folder'),
  KEYS_FILE: z.string().optional().describe('the path of a file of keys'),
  LOG: z.enum(['info', 'warn', 'error', 'off']).default('info').describe('info, warn, error or off'),
  TRUSTED_PROXIES: z
    .string()
    .default('')
    .transform(blocksOf)
    .describe('addresses or blocks of them, separated by commas: 10.0.0.0/8, 2001:db8::1'),
  DRAIN_SECONDS: wholeNumber(0, 300).prefault('0').describe('a whole number of seconds from 0 to 300'),
  ...SIGN_IN_SETTINGS,
})

/** The names of all settings. */
export const SETTINGS: readonly string[] = Object.keys(environment.shape)

/**
 * Reads the configuration. What is set to nothing is not set.
 *
 * @throws {SetUpError} `ERR_CONFIGURATION`, which names every setting that cannot be used and what it should be
 *
 * @example
 * ```ts
 * const configuration = readConfiguration(process.env)
 * ```
 */
export function readConfiguration(env: Environment): Configuration {
  const set = Object.fromEntries(
    SETTINGS.flatMap(name => {
      const value = env[name]?.trim()
      return value ? [[name, value]] : []
    }),
  )
  const { success, data, error } = environment.safeParse(set)
  if (!success) throw faulty(error.issues.map(({ path }) => String(path[0])))
  const unfit = unfitForSignIn(data)
  if (unfit.length > 0) throw faulty(unfit)
  return {
    mode: data.MODE,
    host: data.HOST,
    port: data.PORT,
    baseUrl: data.BASE_URL,
    databaseUrl: data.DATABASE_URL,
    poolSize: data.POOL_SIZE,
    dataFolder: data.DATA_FOLDER,
    keysFile: data.KEYS_FILE,
    log: data.LOG,
    trustedProxies: data.TRUSTED_PROXIES,
    drainSeconds: data.DRAIN_SECONDS,
    signIn: signInOf(data),
  }
}

function faulty(names: readonly string[]): SetUpError {
  const lines = Object.entries(environment.shape).flatMap(([name, { description }]) =>
    names.includes(name) ? `\n- ${name} must be ${description}.` : [],
  )
  return new SetUpError('ERR_CONFIGURATION', `The environment does not hold together:${lines.join('')}`)
}

function originOf(text: string, context: z.RefinementCtx): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const isBare = url?.pathname === '/' && `${url.search}${url.hash}${url.username}${url.password}` === ''
  if (url && isBare && ['http:', 'https:'].includes(url.protocol)) return url.origin
  context.addIssue({ code: 'custom' })
  return z.NEVER
}

function blocksOf(text: string, context: z.RefinementCtx): BlockList {
  const blocks = new BlockList()
  for (const block of text.split(',').flatMap(part => part.trim() || [])) {
    const [address = '', length, ...more] = block.split('/')
    const family = { 4: 'ipv4', 6: 'ipv6' }[isIP(address)] as 'ipv4' | 'ipv6' | undefined
    const bits = length === undefined ? (family === 'ipv4' ? 32 : 128) : Number(length)
    const isLength = length === undefined || /^\d{1,3}$/.test(length)
    if (family && isLength && more.length === 0 && bits <= (family === 'ipv4' ? 32 : 128))
      blocks.addSubnet(address, bits, family)
    else context.addIssue({ code: 'custom' })
  }
  return blocks
}
