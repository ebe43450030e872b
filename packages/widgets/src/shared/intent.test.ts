import { ApiError } from '@qiyema/core/connection'
import { expect, it, vi } from 'vitest'
import { Intents } from './intent.js'
import type { QymElement } from './qym-element.js'

function scene() {
  const host = { requestUpdate: vi.fn(), dispatchEvent: vi.fn(), session: { reportLost: vi.fn() } }
  return { host, intents: new Intents(host as unknown as QymElement) }
}

const refusal = (status: number, code = 'impossible_step') =>
  new ApiError('ERR_PROBLEM', 'No.', { status, problem: { code, type: 'about:blank', title: '', status } })

it('does once what is pressed twice', async () => {
  const { intents } = scene()
  const send = vi.fn(async () => 'done')
  const both = await Promise.all([intents.run('accept', 1, send), intents.run('accept', 1, send)])
  expect(both).toEqual(['done', undefined])
  expect(send).toHaveBeenCalledTimes(1)
})

it('has the same key after an answer that was lost, and another for something else', async () => {
  const { intents } = scene()
  const keys: string[] = []
  const lose = async ({ idempotencyKey }: { idempotencyKey: string }) => {
    keys.push(idempotencyKey)
    throw new ApiError('ERR_NETWORK', 'It broke.')
  }
  await intents.run('accept', { offer: 1 }, lose)
  expect(intents.problemWith('accept')).toMatchObject({ kind: 'offline' })
  await intents.run('accept', { offer: 1 }, lose)
  await intents.run('accept', { offer: 2 }, lose)
  expect(keys[1]).toBe(keys[0])
  expect(keys[2]).not.toBe(keys[0])
})

it.each([
  ['the platform refused', refusal(409), false],
  ['the platform broke', refusal(500, 'internal'), true],
])('keeps its key or makes another when %s', async (_, error, isKept) => {
  const { intents } = scene()
  const keys: string[] = []
  for (let time = 0; time < 2; time++)
    await intents.run('sign', 1, async ({ idempotencyKey }) => {
      keys.push(idempotencyKey)
      throw error
    })
  expect(keys[0] === keys[1]).toBe(isKept)
})

it('makes another key for the next time once it has been done', async () => {
  const { intents } = scene()
  const keys = new Set<string>()
  for (let time = 0; time < 2; time++)
    await intents.run('note', 1, async ({ idempotencyKey }) => keys.add(idempotencyKey))
  expect(keys.size).toBe(2)
})

it('tells the session when nobody is signed in any more, and forgets a problem when it is told to', async () => {
  const { host, intents } = scene()
  await intents.run('accept', 1, async () => {
    throw refusal(401, 'token_expired')
  })
  expect(host.session.reportLost).toHaveBeenCalled()
  expect(intents.problemWith('accept')).toBeDefined()
  intents.forget()
  expect(intents.problemWith('accept')).toBeUndefined()
})
