import { afterEach, expect, it } from 'vitest'
import { busy, callOrigin, closeOrigins, write } from '../../test/called-origin.js'
import { type Answering, answerJson } from '../../test/origin.js'

afterEach(closeOrigins)

it('asks for new headers before each attempt, and once more after a 401, telling which were refused', async () => {
  const asked: unknown[] = []
  const { origin, transport } = await callOrigin(
    (arrived, number, response) => {
      if (number === 1) return busy(arrived, number, response)
      if (number === 2) return answerJson(response, { type: 'about:blank', code: 'token_expired' }, 401)
      answerJson(response, {})
    },
    {
      authorise({ method, url, refused }) {
        asked.push({ method, url, refused })
        return { authorization: `Bearer ${asked.length}` }
      },
    },
  )
  await transport.send({ ...write, idempotencyKey: 'key-1', query: { secret: 'x' } })
  expect(origin.arrived.map(({ headers }) => headers.authorization)).toEqual([
    'Bearer 1',
    'Bearer 2',
    'Bearer 3',
  ])
  const question = { method: 'POST', url: `${origin.url}/v1/needs`, refused: undefined }
  expect(asked).toEqual([question, question, { ...question, refused: { authorization: 'Bearer 2' } }])
})

it('gives up after a second 401, and after the first where nothing proves who calls', async () => {
  const refusing: Answering = (_arrived, _number, response) =>
    answerJson(response, { type: 'about:blank', code: 'unauthenticated' }, 401)
  const proven = await callOrigin(refusing, { authorise: () => ({ authorization: 'Bearer a' }) })
  await expect(proven.transport.send(write)).rejects.toMatchObject({ status: 401, attempts: 2 })
  const unproven = await callOrigin(refusing)
  await expect(unproven.transport.send(write)).rejects.toMatchObject({ status: 401, attempts: 1 })
})

it('takes a nonce from the platform, answers with it at once, and keeps it for the next call', async () => {
  const nonces: unknown[] = []
  const { transport } = await callOrigin(
    (_arrived, number, response) => {
      if (number > 1) return answerJson(response, {})
      response.setHeader('dpop-nonce', 'nonce-1')
      response.setHeader('www-authenticate', 'DPoP error="use_dpop_nonce"')
      answerJson(response, { type: 'about:blank', code: 'invalid_proof' }, 401)
    },
    {
      authorise({ dpopNonce, refused }) {
        nonces.push([dpopNonce, refused])
        return { authorization: 'DPoP a' }
      },
    },
  )
  await transport.send(write)
  await transport.send(write)
  // Asking for a nonce refuses no token.
  expect(nonces).toEqual([
    [undefined, undefined],
    ['nonce-1', undefined],
    ['nonce-1', undefined],
  ])
})
