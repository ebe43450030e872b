/** Promise 16, in a size that fits among other tests; `QIYEMA_FULL=1` makes it a hundred thousand requests. */

import { readFileSync } from 'node:fs'
import { listOperations } from '@qiyema/core/contract'
import { expect, test } from 'vitest'
import { SERVED } from '../src/app.js'
import { runFuzz } from './fuzz/run-fuzz.js'
import { openWorld } from './world.js'

const fileOf = (name: string, type: string) => ({
  type,
  content: Uint8Array.from(readFileSync(new URL(`fixtures/pictures/${name}`, import.meta.url))),
})

/** Each with what it says it is. */
const FILES = [
  fileOf('photo.jpg', 'image/jpeg'),
  fileOf('drawing.png', 'image/png'),
  fileOf('alpha.webp', 'image/webp'),
  { type: 'application/pdf', content: new TextEncoder().encode('%PDF-1.7\n%%EOF\n') },
]

/** Another each day that somebody looks; a failure names it. */
const SEED = Number(process.env.QIYEMA_FUZZ_SEED ?? 20260302)
const isFull = process.env.QIYEMA_FULL === '1'
const REQUESTS = Number(process.env.QIYEMA_FUZZ_REQUESTS ?? (isFull ? 100_000 : 1000))

test(`${REQUESTS} requests, right and wrong, by everybody: no 500, and no answer off the contract`, {
  timeout: 60_000 + REQUESTS * 300,
}, async ({ task }) => {
  const figures = await runFuzz({ requests: REQUESTS, seed: SEED, openWorld, files: FILES })
  const { requests, seed, statuses, codes, done, worlds, faults } = figures
  const operations = listOperations(SERVED).length
  const shown = Object.entries(statuses).map(([status, count]) => `${count} × ${status}`)
  task.meta.figure = `${requests} requests (seed ${seed}): ${faults.length} faults; ${done.length} of ${operations} operations done, ${Object.keys(codes).length} codes; ${shown.join(', ')}`
  expect(faults).toEqual([])
  // It would mean little if the platform had only refused.
  expect(worlds).toBeLessThan(2 + REQUESTS / 100)
  expect(done.length).toBeGreaterThan(operations / 3)
  expect(Object.keys(codes).length).toBeGreaterThan(10)
})
