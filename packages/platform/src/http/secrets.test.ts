import { expect, test } from 'vitest'
import { createSecrets } from './secrets.js'

const key = new Uint8Array(32).fill(7)

test('one recipe makes one secret, and another recipe or key another', async () => {
  const make = createSecrets(key)
  const token = await make({ purpose: 'bootstrap ses_1', form: 'token' })
  expect(token).toMatch(/^[\w-]{43}$/)
  expect(await createSecrets(key.slice())({ purpose: 'bootstrap ses_1', form: 'token' })).toBe(token)
  const others = [
    await make({ purpose: 'bootstrap ses_2', form: 'token' }),
    await make({ purpose: 'bootstrap ses_1', form: 'webhook' }),
    await createSecrets(key.slice().fill(8))({ purpose: 'bootstrap ses_1', form: 'token' }),
  ]
  expect(new Set([token, ...others]).size).toBe(4)
})

test('a webhook’s is as Standard Webhooks has it', async () => {
  const secret = await createSecrets(key)({ purpose: 'webhook whe_1 1', form: 'webhook' })
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
  expect(atob(secret.slice(6))).toHaveLength(32)
})

test('a key that could be guessed is refused', () => {
  expect(() => createSecrets(new Uint8Array(31))).toThrow(RangeError)
})
