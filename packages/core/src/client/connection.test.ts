/** A connection: what its parts share, and that their types are those of the contract. */
import { decodeJwt, type JWK } from 'jose'
import { afterEach, expect, expectTypeOf, it } from 'vitest'
import { answerJson, type Origin, startOrigin } from '../../test/origin.js'
import type { cardOperations } from '../contract/card.js'
import type { contract } from '../contract/contract.js'
import { type Client, operations } from './client.js'
import { createConnection } from './connection.js'
import { card, consent } from './operations.js'
import type { Resources } from './resources.js'
import { createRetryBudget } from './retry-budget.js'

const SESSION = { accessToken: 'token', tokenType: 'DPoP', expiresInSeconds: 600 }
const origins: Origin[] = []
afterEach(async () => {
  for (const origin of origins.splice(0)) await origin.close()
})

/** A platform behind a path, where sessions begin with what is given and every list is empty. */
async function connect(session: object) {
  const origin = await startOrigin(({ url }, _, response) =>
    answerJson(response, url === '/county/v1/sessions/token' ? session : { items: [] }),
  )
  origins.push(origin)
  const connection = createConnection({
    baseUrl: `${origin.url}/county/`,
    session: async () => ({ bootstrap: 'bootstrap' }),
    budget: createRetryBudget(),
  })
  return { origin, connection }
}

it('has one session for all parts that are made of it', async () => {
  const { origin, connection } = await connect(SESSION)
  const [exchanges, consents] = [connection.use(card).exchanges, connection.use(consent)]
  await Promise.all([exchanges.list(), consents.list()])
  expect(origin.arrived.map(({ url }) => url).toSorted()).toEqual([
    '/county/v1/card/exchanges',
    '/county/v1/consents',
    '/county/v1/sessions/token',
  ])
})

it('proves its key for the very address that it calls', async () => {
  const { origin, connection } = await connect(SESSION)
  await connection.use(consent).list({ state: 'active' })
  const proven = origin.arrived.map(
    ({ headers }) => decodeJwt<{ htu: string; jwk: JWK }>(String(headers.dpop)).htu,
  )
  expect(proven).toEqual(origin.arrived.map(({ url }) => origin.url + url.split('?')[0]))
})

it.each([
  ['no token', { ...SESSION, accessToken: undefined }],
  ['a token that is bound to no key', { ...SESSION, tokenType: 'Bearer' }],
  ['a token without an end', { ...SESSION, expiresInSeconds: '600' }],
])('has no session when the platform gives %s', async (_, session) => {
  const { origin, connection } = await connect(session)
  await expect(connection.use(consent).list()).rejects.toMatchObject({ code: 'ERR_SESSION' })
  expect(origin.arrived).toHaveLength(1)
})

it('gives methods with the types of the contract', async () => {
  const { connection } = await connect(SESSION)
  const cards = connection.use(card)
  expectTypeOf(cards).toEqualTypeOf<Resources<typeof cardOperations>>()
  expectTypeOf(connection.use(operations)).toEqualTypeOf<Client>()
  expectTypeOf<Client>().toEqualTypeOf<Resources<typeof contract>>()
  expectTypeOf<Awaited<ReturnType<typeof cards.read>>['pictures'][number]['width']>().toBeNumber()
})
