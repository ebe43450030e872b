/** What has been used, or has run out, opens nothing: at every operation of the contract. */

import { listOperations } from '@qiyema/core/contract'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { SERVED } from '../src/app.js'
import { KINDS, openRawCallers, type RawCallers } from './raw-callers.js'
import { refusalOf } from './refusal-of.js'
import { pathOf, requestOf } from './request-of.js'
import { openWorld, type World } from './world.js'

const DAY = 24 * 3600 * 1000

let world: World
let callers: RawCallers
beforeEach(async () => {
  world = await openWorld()
  callers = await openRawCallers(world)
}, 60_000)
afterEach(() => world.close())

test('a proof of possession counts once', async () => {
  for (const [name, operation] of listOperations(SERVED)) {
    if (!operation.callers.includes('widget')) continue
    const shown = await callers.credentials('widget', operation.method, pathOf(operation))
    await world.app.request(requestOf(operation, shown))
    const again = refusalOf(operation, world.app.request(requestOf(operation, shown)))
    expect([name, await again]).toEqual([name, expect.stringMatching(/^(invalid_proof|token_expired)$/)])
    // The operation may have ended the session.
    callers.renew('widget')
  }
})

test('nobody is let in by what held yesterday', async () => {
  const asked = []
  for (const [name, operation] of listOperations(SERVED))
    for (const kind of KINDS.filter(one => one !== 'anyone' && operation.callers.includes(one)))
      asked.push({
        name: `${name} by ${kind}`,
        operation,
        shown: await callers.credentials(kind, operation.method, pathOf(operation)),
      })
  await world.advance(DAY)
  for (const { name, operation, shown } of asked) {
    const code = await refusalOf(operation, world.app.request(requestOf(operation, shown)))
    expect([name, code]).toEqual([
      name,
      expect.stringMatching(/^(token_expired|unauthenticated|invalid_proof)$/),
    ])
  }
})
