/** Promise 14: every operation of the contract × every caller. Whoever is not named is refused, and whoever is gets the contract's answer. */
import { COMPONENTS, listOperations, type Operation, PROBLEMS, problem } from '@qiyema/core/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { possibleProblems } from '../src/http/possible-problems.js'
import type { Store } from '../src/store/store.js'
import { type BegunSession, beginSession, widgetHeaders } from './browser-key.js'
import { type Desk, openDesk, partnerToken, registerPartner, signIn } from './desk.js'
import { pathOf, requestOf } from './request-of.js'
import { openTestStore } from './test-store.js'

const KINDS = ['anyone', 'partner', 'widget', 'operator', 'officer'] as const
type Kind = (typeof KINDS)[number]

let store: Store
let desk: Desk
let tokens: Record<'partner' | 'operator' | 'officer', string>
let session: BegunSession
const sessions = new Map<string, BegunSession>()

beforeAll(async () => {
  store = await openTestStore()
  desk = await openDesk({ store })
  const partner = await partnerToken(desk, await registerPartner(store))
  const regions = ['330523']
  tokens = {
    partner,
    operator: await signIn(desk, { kind: 'operator', personId: 'per_1', enterpriseId: 'ent_maker' }),
    officer: await signIn(desk, {
      kind: 'officer',
      personId: 'per_2',
      departmentId: 'dep_1',
      regions,
      roles: [],
    }),
  }
  session = await beginSession(desk, partner, { components: COMPONENTS })
  for (const component of COMPONENTS)
    sessions.set(component, await beginSession(desk, partner, { components: [component] }))
}, 60_000)
afterAll(() => store.close())

async function headersOf(kind: Kind, operation: Operation, begun = session): Promise<Record<string, string>> {
  if (kind === 'anyone') return {}
  if (kind === 'widget') return widgetHeaders(desk, begun, operation.method, pathOf(operation))
  return { authorization: `Bearer ${tokens[kind]}` }
}

async function send(operation: Operation, headers: Record<string, string>) {
  const answer = await desk.app.request(requestOf(operation, headers))
  const isProblem = answer.headers.get('content-type') === 'application/problem+json'
  return { answer, code: isProblem ? problem.parse(await answer.json()).code : undefined }
}

/** Callers that were refused for not being named. */
let refused = 0

/** Sessions have their real handlers here, and an example is no real session. */
const isExample = (name: string) => !name.startsWith('session.')

describe.each(listOperations())('%s', (name, operation) => {
  const { callers, components = [], status } = operation
  const isOpen = callers.includes('anyone')

  test('refuses every caller that it does not name', async () => {
    for (const kind of KINDS.filter(one => !callers.includes(one) && !isOpen)) {
      const { answer, code } = await send(operation, await headersOf(kind, operation))
      const expected = kind === 'anyone' ? 'unauthenticated' : 'forbidden'
      expect([kind, answer.status, code]).toEqual([kind, PROBLEMS[expected].status, expected])
      refused++
    }
  })

  test('refuses whoever shows what does not hold, even where anyone may call', async () => {
    const origin = 'https://bank.example'
    const { token } = session
    const shown = [
      { authorization: 'Bearer nonsense' },
      { authorization: 'Basic cGFyX2Jhbms6c2VjcmV0' },
      { authorization: `Bearer ${'A'.repeat(43)}` },
      { authorization: `DPoP ${tokens.partner}`, origin },
      { authorization: `DPoP ${token}`, origin },
      { authorization: `Bearer ${token}`, origin },
      { authorization: `Bearer ${tokens.partner}, Bearer ${tokens.partner}` },
    ]
    for (const headers of shown) {
      const { answer, code } = await send(operation, headers)
      expect([headers.authorization, answer.status]).toEqual([headers.authorization, 401])
      expect(possibleProblems(operation)).toContain(code)
    }
  })

  test('refuses sessions without one of its components', async () => {
    if (!callers.includes('widget')) return
    const other = COMPONENTS.find(component => !components.includes(component))
    if (!other) return
    const { code } = await send(operation, await headersOf('widget', operation, sessions.get(other)))
    expect(code).toBe('component_not_granted')
  })

  test('answers every caller that it names as the contract says', async () => {
    for (const kind of KINDS.filter(one => callers.includes(one) || isOpen)) {
      const begun = kind === 'widget' && components[0] ? sessions.get(components[0]) : undefined
      const { answer, code } = await send(operation, await headersOf(kind, operation, begun))
      if (!isExample(name)) {
        expect(['unauthenticated', 'forbidden', 'component_not_granted']).not.toContain(code)
        continue
      }
      expect([kind, answer.status, code]).toEqual([kind, status, undefined])
      if (operation.answer) expect(operation.answer.safeParse(await answer.json()).success).toBe(true)
    }
  })
})

test('whoever is not named was refused everywhere', ({ task }) => {
  const unnamed = listOperations().flatMap(([, { callers }]) =>
    callers.includes('anyone') ? [] : KINDS.filter(kind => !callers.includes(kind)),
  )
  task.meta.figure = `${listOperations().length} operations: ${refused} of ${unnamed.length} wrong callers refused`
  expect(refused).toBe(unnamed.length)
})
