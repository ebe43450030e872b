/**
 * Promise 16: requests made from the contract, right and wrong, over every operation by every caller. None is answered with a
 * 500, and none off the contract.
 */
import { ID_PREFIXES, type IdKind, listOperations } from '@qiyema/core/contract'
import * as fc from 'fast-check'
import { SERVED } from '../../src/app.js'
import { KINDS, LockedOut, openRawCallers, type RawCallers, WHO } from '../raw-callers.js'
import { BASE_URL, type World } from '../world.js'
import { beginThings } from './begin.js'
import { faultOf } from './judge.js'
import { type Plan, plans, requestFor } from './plan.js'

export interface FuzzOptions {
  readonly requests: number
  readonly seed: number
  /** A world to begin in; what is done in one may leave its people without their offices, so that there are several. */
  readonly openWorld: () => Promise<World>
  readonly files: readonly Plan['file'][]
}

export interface FuzzFigures {
  readonly requests: number
  readonly seed: number
  /** How many worlds were begun in, because of the time or because somebody had lost what proves them. */
  readonly worlds: number
  /** Answers by status. */
  readonly statuses: Readonly<Record<string, number>>
  /** Codes of refusals, with how often. */
  readonly codes: Readonly<Record<string, number>>
  /** Operations that were done at least once, by name. */
  readonly done: readonly string[]
  /** What was wrong, each with the request that shows it. */
  readonly faults: readonly string[]
}

const PER_WORLD = 2000
const AT_ONCE = 500
/** Time goes on now and then, so that what expires does. */
const MOST_SECONDS = 300

export async function runFuzz({ requests, seed, openWorld, files }: FuzzOptions): Promise<FuzzFigures> {
  const plan = plans(files)
  const tally = createTally()
  let worlds = 0
  let scene: Scene | undefined
  const begin = async () => {
    await scene?.close()
    worlds++
    scene = await openScene(await openWorld())
    return scene
  }
  for (let number = 0; number < requests; number += AT_ONCE) {
    const numRuns = Math.min(AT_ONCE, requests - number)
    let current = scene && number % PER_WORLD > 0 ? scene : await begin()
    for (const [index, planned] of fc.sample(plan, { numRuns, seed: seed + number }).entries()) {
      const outcome = await current.ask(planned)
      if (outcome === 'locked out') current = await begin()
      else tally.count(planned, outcome, `request ${number + index} of seed ${seed}`)
    }
    await current.advance(((seed + number) % MOST_SECONDS) * 1000)
  }
  await scene?.close()
  return { requests, seed, worlds, ...tally.figures() }
}

function createTally() {
  const statuses = new Map<string, number>()
  const codes = new Map<string, number>()
  const done = new Set<string>()
  const faults: string[] = []
  const increase = (counts: Map<string, number>, name: string) =>
    counts.set(name, (counts.get(name) ?? 0) + 1)
  return {
    count({ name, twist }: Plan, { status, code, fault }: Outcome, request: string): void {
      increase(statuses, String(status))
      if (code !== undefined) increase(codes, code)
      if (status < 300 && twist.kind !== 'method') done.add(name)
      if (fault !== undefined) faults.push(`${request}, ${fault}`)
    },
    figures: () => ({
      statuses: Object.fromEntries([...statuses].toSorted()),
      codes: Object.fromEntries([...codes].toSorted()),
      done: [...done].toSorted(),
      faults,
    }),
  }
}

/** What callers say of themselves. */
const OWN: Partial<Record<IdKind, string>> = {
  enterprise: WHO.enterpriseId,
  partner: WHO.partnerId,
  department: WHO.departmentId,
}

interface Outcome {
  readonly status: number
  readonly code?: string
  readonly fault?: string
}

interface Scene {
  ask(plan: Plan): Promise<Outcome | 'locked out'>
  advance(milliseconds: number): Promise<void>
  close(): Promise<void>
}

async function openScene(world: World): Promise<Scene> {
  const callers = await openRawCallers(world)
  const met = new Map<string, string[]>()
  const known = (kind: IdKind, number: number) => {
    const own = OWN[kind]
    if (own !== undefined && number % 2) return own
    const ids = met.get(ID_PREFIXES[kind]) ?? []
    // The latest are met most: what was made last is what can be gone on with.
    return (
      ids.at(-1 - (number % Math.max(1, Math.min(ids.length, number % 3 ? 3 : 100)))) ??
      `${ID_PREFIXES[kind]}_${number}`
    )
  }
  const remember = (text: string) => {
    for (const [, id = '', prefix = ''] of text.matchAll(/"\w*[iI]d":"(([a-z]{2,5})[_-][0-9a-z]{1,32})"/g)) {
      const ids = met.get(prefix) ?? []
      if (!ids.includes(id)) met.set(prefix, [...ids, id].slice(-100))
    }
  }
  await beginThings(world)
  // Lists that need nothing said, so that there is something to meet.
  for (const [, { method, path, params, callers: named }] of listOperations(SERVED)) {
    if (method !== 'GET' || params) continue
    for (const kind of KINDS.filter(one => named.includes(one))) {
      const answer = await callers.send(kind, { method, target: path })
      if (answer.headers.get('content-type') === 'application/json') remember(await answer.text())
    }
  }
  return {
    advance: milliseconds => world.advance(milliseconds),
    close: () => world.close(),
    async ask(plan) {
      const request = requestFor(plan, known)
      const kind = plan.twist.kind === 'caller' ? plan.twist.caller : plan.kind
      const answer = await callers.send(kind, request).catch((error: unknown) => {
        if (error instanceof LockedOut) return undefined
        throw error
      })
      if (!answer) return 'locked out'
      const content = new Uint8Array(await answer.arrayBuffer())
      const { status, headers } = answer
      const text = /json/.test(headers.get('content-type') ?? '') ? new TextDecoder().decode(content) : ''
      if (status < 300) remember(text)
      if (status === 401 && plan.twist.kind !== 'header' && kind !== 'anyone') callers.renew(kind)
      const { pathname } = new URL(request.target, BASE_URL)
      const fault = faultOf(request.method, pathname, { status, headers, content })
      const code = status >= 400 ? /"code":"(\w+)"/.exec(text)?.[1] : undefined
      return {
        status,
        ...(code !== undefined && { code }),
        ...(fault !== undefined && {
          fault: `${plan.name} by ${kind} (${plan.twist.kind}): ${fault}\n${shown(request)}`,
        }),
      }
    },
  }
}

function shown({ method, target, headers, body }: Parameters<RawCallers['send']>[1]): string {
  const text = typeof body === 'string' ? body : `${body?.length ?? 0} bytes`
  return `  ${method} ${target.slice(0, 500)} ${JSON.stringify(headers).slice(0, 500)} ${text.slice(0, 1000)}`
}
