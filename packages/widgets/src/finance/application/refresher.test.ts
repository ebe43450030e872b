import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Refresher } from './refresher.js'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

function scene(hasChanged: () => boolean = () => false) {
  const isWelcome = vi.fn(() => true)
  const refresh = vi.fn(async () => hasChanged())
  const refresher = new Refresher({ refresh, isWelcome, firstMilliseconds: 10, longestMilliseconds: 40 })
  refresher.start()
  return { refresher, refresh, isWelcome }
}

it('looks less and less often while nothing happens, and never less often than it should', async () => {
  const { refresh } = scene()
  const counts: number[] = []
  for (const wait of [10, 20, 40, 40]) {
    await vi.advanceTimersByTimeAsync(wait)
    counts.push(refresh.mock.calls.length)
  }
  expect(counts).toEqual([1, 2, 3, 4])
})

it('looks soon again once something has happened', async () => {
  let isNews = false
  const { refresh } = scene(() => isNews)
  await vi.advanceTimersByTimeAsync(10)
  isNews = true
  await vi.advanceTimersByTimeAsync(20)
  await vi.advanceTimersByTimeAsync(10)
  expect(refresh).toHaveBeenCalledTimes(3)
})

it('asks nothing while nobody looks, and goes on when somebody does', async () => {
  const { refresh, isWelcome } = scene()
  isWelcome.mockReturnValue(false)
  await vi.advanceTimersByTimeAsync(1000)
  expect(refresh).not.toHaveBeenCalled()
  isWelcome.mockReturnValue(true)
  await vi.advanceTimersByTimeAsync(10)
  expect(refresh).toHaveBeenCalledTimes(1)
})

it('stops, also in the middle of a look, and survives one that fails', async () => {
  const { refresher, refresh } = scene()
  refresh.mockRejectedValueOnce(new Error('It broke.'))
  await vi.advanceTimersByTimeAsync(10)
  await vi.advanceTimersByTimeAsync(20)
  expect(refresh).toHaveBeenCalledTimes(2)
  refresher.stop()
  await vi.advanceTimersByTimeAsync(1000)
  expect(refresh).toHaveBeenCalledTimes(2)
  expect(vi.getTimerCount()).toBe(0)
})

it('begins with short waits again when it is told to', async () => {
  const { refresher, refresh } = scene()
  await vi.advanceTimersByTimeAsync(30)
  refresher.hasten()
  await vi.advanceTimersByTimeAsync(10)
  expect(refresh).toHaveBeenCalledTimes(3)
})
