import type { Connection } from '@qiyema/core/connection'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { QymElement } from '../../shared/qym-element.js'
import { FormFacts } from './form-facts.js'

const FACT = {
  id: 'ops.taxPaidYuan',
  value: 9_600_000,
  source: 'warehouse-consented',
  asOf: '2026-01-01T00:00:00Z',
}
const START = Date.parse('2026-03-02T01:00:00Z')

beforeEach(() => vi.useFakeTimers({ now: START }))
afterEach(() => vi.useRealTimers())

const host = () => ({ addController() {}, requestUpdate() {} }) as unknown as QymElement

function connection(facts: () => Promise<unknown>): Connection {
  return { use: () => ({ facts }) } as unknown as Connection
}

it('clears what was read at the moment at which the platform clears it', async () => {
  const facts = new FormFacts(host(), () => Date.now())
  const purgeAt = '2026-03-02T01:30:00Z'
  await facts.read(
    connection(async () => ({ facts: [FACT], purgeAt })),
    'con_1',
  )
  expect(facts.state).toEqual({ kind: 'ready', facts: [FACT], purgeAt })
  vi.advanceTimersByTime(29 * 60_000)
  expect(facts.state.kind).toBe('ready')
  vi.advanceTimersByTime(60_000)
  expect(facts.state).toEqual({ kind: 'purged' })
})

it('shows nothing of what comes after the session is over', async () => {
  const facts = new FormFacts(host(), () => Date.now())
  const reading = facts.read(
    connection(async () => ({ facts: [FACT] })),
    'con_1',
  )
  facts.clear()
  await reading
  expect(facts.state).toEqual({ kind: 'none' })
})

it('says that it could not read them, and stays out of the way', async () => {
  const facts = new FormFacts(host(), () => Date.now())
  await facts.read(
    connection(() => Promise.reject(new Error('no'))),
    'con_1',
  )
  expect(facts.state).toEqual({ kind: 'problem' })
})
