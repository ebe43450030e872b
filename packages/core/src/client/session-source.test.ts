import { expect, it } from 'vitest'
import { answerJson, startOrigin } from '../../test/origin.js'
import { createVirtualClock } from '../../test/virtual-clock.js'
import { authoriseByToken } from './authorise.js'
import { ApiError } from './errors.js'
import { createRetryBudget } from './retry-budget.js'
import { createSessionSource, type FetchToken } from './session-source.js'
import { createTransport } from './transport.js'

/** Counts fetches; each token lives ten minutes, and fetching takes a second of virtual time. */
function createIssuer() {
  const clock = createVirtualClock()
  let count = 0
  let isDown = false
  const fetchToken: FetchToken = async () => {
    count++
    const token = `token-${count}`
    await clock.sleep(1_000)
    if (isDown) throw new Error('down')
    return { token, expiresInSeconds: 600 }
  }
  return {
    clock,
    source: createSessionSource(fetchToken, clock),
    get count() {
      return count
    },
    setDown(down: boolean) {
      isDown = down
    },
  }
}

it('fetches once for all who ask at once, and not again while the token holds', async () => {
  const issuer = createIssuer()
  const { clock, source } = issuer
  const tokens = await clock.run(Promise.all(Array.from({ length: 50 }, () => source.token())))
  expect(new Set(tokens)).toEqual(new Set(['token-1']))
  await clock.run(clock.sleep(400_000))
  expect(await source.token()).toBe('token-1')
  expect(issuer.count).toBe(1)
})

it('renews in the background before the token ends, so that nobody waits', async () => {
  const issuer = createIssuer()
  const { clock, source } = issuer
  await clock.run(source.token())
  await clock.run(clock.sleep(500_000))
  expect(await source.token()).toBe('token-1')
  expect(await source.token()).toBe('token-1')
  await clock.run(clock.sleep(1_000))
  expect(await source.token()).toBe('token-2')
  expect(issuer.count).toBe(2)
})

it('goes on with the old token while renewing fails, asks no more than every five seconds, and waits once it ended', async () => {
  const issuer = createIssuer()
  const { clock, source } = issuer
  await clock.run(source.token())
  issuer.setDown(true)
  await clock.run(clock.sleep(500_000))
  for (let second = 0; second < 10; second++) {
    expect(await source.token()).toBe('token-1')
    await clock.run(clock.sleep(1_000))
  }
  expect(issuer.count).toBe(3)
  await clock.run(clock.sleep(100_000))
  await expect(clock.run(source.token())).rejects.toMatchObject({ code: 'ERR_SESSION' })
  issuer.setDown(false)
  expect(await clock.run(source.token())).toBe('token-5')
})

it('never gives a refused token again, and fetches once for all who were refused it', async () => {
  const issuer = createIssuer()
  const { clock, source } = issuer
  const first = await clock.run(source.token())
  const tokens = await clock.run(Promise.all([source.token(first), source.token(first), source.token()]))
  expect(new Set(tokens)).toEqual(new Set(['token-2']))
  // Who comes late with the old refusal gets what is held by now.
  expect(await source.token(first)).toBe('token-2')
  expect(issuer.count).toBe(2)
})

it('waits no longer than 15 seconds for a fetch that never ends, and then asks anew', async () => {
  const clock = createVirtualClock()
  const startsAt = clock.now()
  const asked: AbortSignal[] = []
  const source = createSessionSource(signal => {
    asked.push(signal)
    return new Promise(() => {})
  }, clock)
  await expect(clock.run(source.token())).rejects.toBeInstanceOf(ApiError)
  expect(clock.now() - startsAt).toBe(15_000)
  expect(asked[0]?.aborted).toBe(true)
  await expect(clock.run(source.token())).rejects.toMatchObject({ code: 'ERR_TIMEOUT' })
  expect(asked).toHaveLength(2)
})

it.each([
  ['as fetch fails without a network', new TypeError('Failed to fetch'), 'ERR_NETWORK'],
  ['by a time limit of its own', new DOMException('', 'TimeoutError'), 'ERR_TIMEOUT'],
  ['in any other way', new Error('nobody is signed in'), 'ERR_SESSION'],
  ['with what is no error', undefined, 'ERR_SESSION'],
])('tells why no token came: a fetch that fails %s', async (_, thrown, code) => {
  const source = createSessionSource(() => Promise.reject(thrown))
  await expect(source.token()).rejects.toMatchObject({ code, message: 'No token could be had to call with.' })
})

it.each([
  '{}',
  '{"token":"","expiresInSeconds":60}',
  '{"token":"a","expiresInSeconds":0}',
  '{"token":"a"}',
  'null',
])('refuses %s for a session', async given => {
  const source = createSessionSource(async () => JSON.parse(given))
  await expect(source.token()).rejects.toMatchObject({ code: 'ERR_SESSION' })
})

it('renews once when twenty calls meet a token that the platform has ended', async () => {
  let ended = 'Bearer token-1'
  const origin = await startOrigin(({ headers }, _number, response) =>
    headers.authorization === ended
      ? answerJson(response, { type: 'about:blank', code: 'token_expired' }, 401)
      : answerJson(response, { saw: headers.authorization }),
  )
  let fetched = 0
  const source = createSessionSource(async () => ({ token: `token-${++fetched}`, expiresInSeconds: 600 }))
  const transport = createTransport({
    baseUrl: origin.url,
    authorise: authoriseByToken(source),
    budget: createRetryBudget(),
  })
  const call = () =>
    transport.send({ method: 'GET', path: '/', pathTemplate: '/', isRepeatable: true, answer: 'json' })
  try {
    const results = await Promise.all(Array.from({ length: 20 }, call))
    expect(results.every(({ body }) => JSON.stringify(body) === '{"saw":"Bearer token-2"}')).toBe(true)
    expect(fetched).toBe(2)
    ended = 'Bearer token-2'
    await call()
    expect(fetched).toBe(3)
  } finally {
    await origin.close()
  }
})
