import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newClientKey } from '../../test/identity-provider.js'
import { readConfiguration } from './configuration.js'
import { whyNotConfigured } from './production.js'
import { signInOptionsOf } from './sign-in-settings.js'

const BY_SECRET = {
  SIGN_IN: 'oidc',
  OIDC_ISSUER: 'https://id.example',
  OIDC_CLIENT_ID: 'qiyema',
  OIDC_CLIENT_SECRET: 'do not repeat me',
}

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'qiyema-'))
})
afterAll(() => rm(folder, { recursive: true }))

test('without settings nobody signs in', () => {
  expect(readConfiguration({}).signIn).toBeUndefined()
})

test('a provider is named with a secret, and whatever is its own', () => {
  const { signIn } = readConfiguration({
    ...BY_SECRET,
    RETURN_TO: 'https://desk.example/signed-in, https://other.example/',
    OIDC_SCOPES: 'phone  profile',
    OIDC_ID_TOKEN_ALGORITHM: 'ES256',
    OIDC_KNOWN_BY: 'subject',
    OIDC_PHONE_CLAIM: 'mobile',
  })
  expect(signIn).toEqual({
    by: 'oidc',
    returnTo: ['https://desk.example/signed-in', 'https://other.example/'],
    knownBy: 'subject',
    provider: {
      issuer: 'https://id.example',
      clientId: 'qiyema',
      scopes: ['phone', 'profile'],
      idTokenAlgorithm: 'ES256',
      claims: { phone: 'mobile', isPhoneVerified: 'phone_number_verified' },
    },
    credential: { secret: 'do not repeat me' },
  })
})

test.each([
  ['no name at the provider', { OIDC_CLIENT_ID: '' }, ['OIDC_CLIENT_ID']],
  ['no issuer', { OIDC_ISSUER: '' }, ['OIDC_ISSUER']],
  ['no proof', { OIDC_CLIENT_SECRET: '' }, ['OIDC_CLIENT_SECRET', 'OIDC_KEY_FILE']],
  ['two proofs', { OIDC_KEY_FILE: '/key' }, ['OIDC_CLIENT_SECRET', 'OIDC_KEY_FILE']],
  ['a provider that is not used', { SIGN_IN: '' }, ['SIGN_IN']],
  ['a provider beside the sandbox', { SIGN_IN: 'sandbox' }, ['SIGN_IN']],
  ['tokens that nobody signs', { OIDC_ID_TOKEN_ALGORITHM: 'none' }, ['OIDC_ID_TOKEN_ALGORITHM']],
  ['a shared secret to sign with', { OIDC_ID_TOKEN_ALGORITHM: 'HS256' }, ['OIDC_ID_TOKEN_ALGORITHM']],
])('with %s nothing starts, and the settings are named', (_what, changes, names) => {
  const read = () => readConfiguration({ ...BY_SECRET, ...changes })
  for (const name of names) expect(read).toThrow(`- ${name} must be `)
  expect(read).not.toThrow('do not repeat me')
})

describe('a key of the platform’s own', () => {
  const optionsOf = (path: string) => {
    const { signIn } = readConfiguration({ ...BY_SECRET, OIDC_CLIENT_SECRET: '', OIDC_KEY_FILE: path })
    if (!signIn) throw new Error('Nobody signs in.')
    return signInOptionsOf(signIn)
  }

  test('is read from its file', async () => {
    const path = join(folder, 'key.json')
    await writeFile(path, JSON.stringify(await newClientKey()))
    expect(await optionsOf(path)).toMatchObject({ oidc: { knownBy: 'phone' }, returnTo: [] })
  })

  test.each(['{"kty":"EC","alg":"ES256","x":"","y":""}', 'no JSON', '[]'])('is not %s', async content => {
    const path = join(folder, 'wrong.json')
    await writeFile(path, content)
    await expect(optionsOf(path)).rejects.toMatchObject({ code: 'ERR_OIDC_KEY' })
  })

  test('is not where there is no file', async () => {
    await expect(optionsOf(join(folder, 'none.json'))).rejects.toMatchObject({ code: 'ERR_OIDC_KEY' })
  })
})

test('the sandbox’s sign-in is among what keeps a platform out of production', () => {
  const reasons = whyNotConfigured(readConfiguration({ SIGN_IN: 'sandbox' }))
  expect(reasons).toContain('People would only say who they are: set SIGN_IN to oidc, and OIDC_ISSUER.')
})
