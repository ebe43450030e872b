/** Promise 16, in a size that fits among other tests; `npm run promises` makes a hundred thousand requests. */

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
const REQUESTS = Number(process.env.QIYEMA_FUZZ_REQUESTS ?? 2000)

test(`${REQUESTS} requests, right and wrong, by everybody: no 500, and no answer off the contract`, async () => {
  const figures = await runFuzz({ requests: REQUESTS, seed: SEED, openWorld, files: FILES })
  expect(figures.faults).toEqual([])
  // It would mean little if the platform had only refused.
  expect(figures.worlds).toBeLessThan(2 + REQUESTS / 200)
  expect(figures.done.length).toBeGreaterThan(listOperations(SERVED).length / 2)
  expect(Object.keys(figures.codes).length).toBeGreaterThan(10)
}, 600_000)
