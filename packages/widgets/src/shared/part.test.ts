import { expect, it, vi } from 'vitest'
import { Part } from './part.js'

function hosted<Content>(load: () => Promise<Content>) {
  const requestUpdate = vi.fn()
  const host = {
    requestUpdate,
    addController() {},
    removeController() {},
    updateComplete: Promise.resolve(true),
  }
  return { part: new Part(host, load), requestUpdate }
}

it('is loaded once, when it is wanted', async () => {
  const load = vi.fn(async () => '更多')
  const { part, requestUpdate } = hosted(load)
  expect(load).not.toHaveBeenCalled()
  await Promise.all([part.load(), part.load()])
  await part.load()
  expect(load).toHaveBeenCalledOnce()
  expect(part.content).toBe('更多')
  expect(requestUpdate).toHaveBeenCalled()
})

it('says that it has not come, and is loaded by the next wish', async () => {
  const load = vi.fn(async () => '更多').mockRejectedValueOnce(new TypeError('Failed to fetch'))
  const { part } = hosted(load)
  await part.load()
  expect(part.content).toBeUndefined()
  expect(part.state).toMatchObject({ kind: 'problem', problem: { kind: 'offline', canRetry: true } })
  await part.load()
  expect(part.content).toBe('更多')
})
