import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { SetUpError } from '../set-up-error.js'
import { readConfiguration, SETTINGS } from './configuration.js'

describe('without settings', () => {
  test('the platform is for development, reached from this machine only, in a folder beside it', () => {
    expect(readConfiguration({})).toMatchObject({
      mode: 'development',
      host: '127.0.0.1',
      port: 4400,
      dataFolder: 'qiyema-data',
      log: 'info',
      drainSeconds: 0,
    })
    const { baseUrl, databaseUrl, keysFile } = readConfiguration({})
    expect([baseUrl, databaseUrl, keysFile]).toEqual([undefined, undefined, undefined])
  })

  test('and one that is set to nothing is not set', () => {
    const { trustedProxies: _, ...unset } = readConfiguration({})
    expect(
      readConfiguration({
        PORT: '',
        BASE_URL: ' ',
        DATABASE_URL: '',
        MODE: '',
        LOG: '',
        TRUSTED_PROXIES: '',
      }),
    ).toMatchObject(unset)
  })
})

test('settings are taken as they are written, an address without its final slash', () => {
  expect(
    readConfiguration({
      MODE: 'production',
      HOST: '0.0.0.0',
      PORT: '0',
      BASE_URL: 'https://qym.example/',
      DATABASE_URL: 'postgresql://qym:secret@db:5432/qym',
      POOL_SIZE: '40',
      DATA_FOLDER: '/var/lib/qym',
      KEYS_FILE: '/run/secrets/keys.json',
      LOG: 'off',
      DRAIN_SECONDS: '10',
    }),
  ).toMatchObject({
    mode: 'production',
    host: '0.0.0.0',
    port: 0,
    baseUrl: 'https://qym.example',
    databaseUrl: 'postgresql://qym:secret@db:5432/qym',
    poolSize: 40,
    dataFolder: '/var/lib/qym',
    keysFile: '/run/secrets/keys.json',
    log: 'off',
    drainSeconds: 10,
  })
})

test('trusted proxies are single addresses and blocks of them, of both kinds', () => {
  const { trustedProxies } = readConfiguration({ TRUSTED_PROXIES: '10.0.0.0/8, 192.0.2.7,2001:db8::/32' })
  expect(trustedProxies.check('10.9.9.9')).toBe(true)
  expect(trustedProxies.check('192.0.2.7')).toBe(true)
  expect(trustedProxies.check('192.0.2.8')).toBe(false)
  expect(trustedProxies.check('2001:db8::9', 'ipv6')).toBe(true)
  expect(trustedProxies.check('2001:db9::9', 'ipv6')).toBe(false)
})

test('every setting stands in the README', async () => {
  const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8')
  const named = [...readme.matchAll(/^\| (`[A-Z].*?) \|/gm)].flatMap(
    ([, names = '']) => names.match(/\w+/g) ?? [],
  )
  expect(named.toSorted()).toEqual([...SETTINGS].toSorted())
})

describe('what cannot be used', () => {
  const refusalOf = (env: Record<string, string>) => {
    try {
      readConfiguration(env)
    } catch (error) {
      if (error instanceof SetUpError) return error
    }
    throw new Error('It was taken.')
  }

  test('is named all at once, with what it should be, and never repeated', () => {
    const { code, message } = refusalOf({
      PORT: '70000',
      MODE: 'prod',
      DATABASE_URL: 'mysql://root:hunter2@db/qym',
      BASE_URL: 'https://qym.example',
    })
    expect(code).toBe('ERR_CONFIGURATION')
    expect(message.split('\n').slice(1)).toEqual([
      expect.stringMatching(/^- MODE must be development or production\.$/),
      expect.stringMatching(/^- PORT must be a whole number/),
      expect.stringMatching(/^- DATABASE_URL must be .*postgresql:\/\//),
    ])
    expect(message).not.toMatch(/hunter2|70000/)
  })

  test.each([
    ['PORT', ['-1', '1.5', '0x10', '65536', 'http']],
    ['BASE_URL', ['qym.example', 'ftp://qym.example', 'https://qym.example/v1', 'https://a:b@qym.example']],
    ['BASE_URL', ['https://qym.example/?a', 'https://qym.example/#a', 'https://']],
    ['DATABASE_URL', ['db', 'postgresql:///qym', 'http://db/qym']],
    ['POOL_SIZE', ['0', '1', '1001']],
    ['LOG', ['debug', 'INFO']],
    ['TRUSTED_PROXIES', ['proxy', '10.0.0.0/33', '10.0.0.0/8/8', '10.0.0.0/', '::/129', '10.0.0.0/-1']],
    ['DRAIN_SECONDS', ['-1', '301', 'soon']],
  ])('as %s: %j', (name, values) => {
    for (const value of values) expect(refusalOf({ [name]: value }).message).toContain(`- ${name} must be`)
  })
})
