/** Promise 14 over the network: ids of strangers' things, in every path of every operation, by everybody who may call it. */

import { ID_PREFIXES, type IdKind, listOperations, type Operation } from '@qiyema/core/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SERVED } from '../src/app.js'
import { exampleOf } from '../src/openapi/example.js'
import { FOREIGN_USCC, foreignId, withForeignRows } from './foreign-rows.js'
import { KINDS, openRawCallers, type RawCallers } from './raw-callers.js'
import { refusalOf } from './refusal-of.js'
import { requestOf } from './request-of.js'
import { snapshotOf } from './snapshot.js'
import { openWorld, type World } from './world.js'

let world: World
let callers: RawCallers
beforeAll(async () => {
  // Before the days that stand in examples: an offer, say, holds until a day to come.
  world = await openWorld({ start: '2026-01-12T01:00:00Z' })
  callers = await openRawCallers(world)
  for (const kind of KINDS) await callers.credentials(kind, 'GET', '/')
}, 60_000)
afterAll(() => world.close())

const NOT_THERE = /^(not_found|not_registered|forbidden)$/
/** Ending what is not there may be no problem; that nothing was ended shows in the database. */
const NOTHING_THERE_TO_END = /^(not_found|not_registered|forbidden|204 without a problem)$/

/** Every bank may take up whoever's need. */
const OFFERED_TO_ALL = ['finance.queue.claim']

/** What is open to anyone is nobody's. */
const GUARDED = listOperations(SERVED).filter(
  ([name, { params, callers: named }]) =>
    params && !named.includes('anyone') && !OFFERED_TO_ALL.includes(name),
)

/** What each parameter of a path names; an enterprise by its credit code. */
function kindsIn({ params }: Operation): readonly (readonly [name: string, kind: IdKind])[] {
  const prefixes = Object.keys(ID_PREFIXES) as IdKind[]
  return Object.keys(params?.shape ?? {}).map(name => {
    const takes = (kind: IdKind) =>
      params?.safeParse({ ...examples(params), [name]: foreignId(kind) }).success
    return [name, prefixes.find(takes) ?? 'enterprise']
  })
}

const examples = (params: NonNullable<Operation['params']>) => exampleOf(params) as Record<string, string>

function foreignPath(operation: Operation): string {
  const kinds = new Map(kindsIn(operation))
  return operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const kind = kinds.get(name) ?? 'enterprise'
    return kind === 'enterprise' ? FOREIGN_USCC : foreignId(kind)
  })
}

async function ask(operation: Operation, kind: (typeof KINDS)[number]): Promise<string> {
  const honest = requestOf(operation, {})
  const body = honest.body && new Uint8Array(await honest.arrayBuffer())
  const { method } = operation
  const headers = Object.fromEntries(honest.headers)
  return refusalOf(operation, callers.send(kind, { method, target: foreignPath(operation), headers, body }))
}

test.each([...new Set(GUARDED.flatMap(([, operation]) => kindsIn(operation).map(([, kind]) => kind)))])(
  'a foreign %s is not there, whoever asks and whatever for',
  async kind => {
    await withForeignRows(world.store, kind, async tables => {
      // Otherwise not finding it would mean nothing.
      expect(kind === 'enterprise' || tables.length > 0).toBe(true)
      const before = await snapshotOf(world.store)
      for (const [name, operation] of GUARDED) {
        if (!kindsIn(operation).some(([, named]) => named === kind)) continue
        for (const caller of KINDS.filter(one => operation.callers.includes(one)))
          expect([name, caller, await ask(operation, caller)]).toEqual([
            name,
            caller,
            expect.stringMatching(operation.status === 204 ? NOTHING_THERE_TO_END : NOT_THERE),
          ])
      }
      expect(await snapshotOf(world.store)).toEqual(before)
    })
  },
)
