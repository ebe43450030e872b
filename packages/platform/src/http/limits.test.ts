import { expect, test } from 'vitest'
import { createLimits, LIMIT_POLICIES } from './limits.js'

const limits = () => createLimits({ ...LIMIT_POLICIES, partner: { requests: 2, seconds: 60 } })

test('says what is left, and what the limit is', async () => {
  const { count } = limits()
  expect(await count('partner', 'one')).toEqual({
    'ratelimit-policy': '"partner";q=2;w=60',
    ratelimit: '"partner";r=1;t=60',
  })
})

test('refuses who has none left, and says when to come back', async () => {
  const { count } = limits()
  await count('partner', 'one')
  await count('partner', 'one')
  await expect(count('partner', 'one')).rejects.toMatchObject({
    code: 'rate_limited',
    facts: { headers: { 'retry-after': '60', ratelimit: '"partner";r=0;t=60' } },
  })
})

test('counts each caller and each kind apart', async () => {
  const { count } = limits()
  await count('partner', 'one')
  await count('partner', 'one')
  await expect(count('partner', 'two')).resolves.toBeDefined()
  await expect(count('anyone', 'one')).resolves.toBeDefined()
})

test('looking costs nothing, and refuses at the limit', async () => {
  const { count, ensureLeft } = limits()
  for (let times = 0; times < 5; times++) await ensureLeft('partner', 'one')
  await count('partner', 'one')
  await ensureLeft('partner', 'one')
  await count('partner', 'one')
  await expect(ensureLeft('partner', 'one')).rejects.toMatchObject({ code: 'rate_limited' })
})
