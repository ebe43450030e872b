/**
 * Sandboxes for tests in a browser: real platforms on real sockets, run by the process that drives the browser, since there one
 * starts in a third of the time. A test talks to the platform by HTTP as any page does, and to its sandbox by these commands.
 */
import { createServer } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import type { Duration, Sandbox, WidgetWishes } from '@qiyema/sandbox'

/** Somebody's call of an operation: `{ as: 'bank-02', call: 'finance.queue.claim', input: { needId } }`. */
export interface CallWish {
  /** A partner (`bank-01`), or who signs in: an enterprise's representative (`ent-02`), or a person (`off-policy`). */
  readonly as: string
  /** The operation's name in the contract. */
  readonly call: string
  readonly input?: unknown
}

export interface FaultWish {
  readonly fault: 'slow' | 'fail' | 'lose-answer' | 'offline'
  readonly operation?: string
  readonly times?: number
  readonly milliseconds?: number
  readonly status?: 500 | 503
}

interface Running {
  readonly sandbox: Sandbox
  close(): Promise<void>
}

const running = new Map<string, Running>()

async function open(origin: string): Promise<{ baseUrl: string; now: number }> {
  let answer: (request: Request) => Promise<Response>
  // A connection that drops is what a fault makes of an answer.
  const server = createServer((request, response) => {
    const listen = getRequestListener(given => answer(given), { errorHandler: () => void request.destroy() })
    void listen(request, response)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port.')
  const baseUrl = `http://127.0.0.1:${address.port}`
  // Late, since a project of tests that needs no sandbox reads this file as well.
  const { createSandbox } = await import('@qiyema/sandbox')
  const sandbox = await createSandbox({ baseUrl, origins: [origin] })
  answer = sandbox.fetch
  running.set(baseUrl, {
    sandbox,
    async close() {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
      await sandbox.close()
    },
  })
  return { baseUrl, now: sandbox.clock.now() }
}

function of(baseUrl: string): Sandbox {
  const found = running.get(baseUrl)
  if (!found) throw new RangeError(`No sandbox runs at ${baseUrl}.`)
  return found.sandbox
}

async function call(sandbox: Sandbox, { as, call, input }: CallWish): Promise<unknown> {
  const client: unknown = /^(bank|platform)-/.test(as) ? sandbox.partner(as).client : sandbox.signIn(as)
  const method = call.split('.').reduce((node, name) => (node as Record<string, unknown>)[name], client)
  if (typeof method !== 'function') throw new RangeError(`There is no operation ${call}.`)
  return await method(input)
}

function fault(sandbox: Sandbox, { fault, milliseconds = 0, status = 503, ...where }: FaultWish): void {
  const to = where as Parameters<Sandbox['faults']['goOffline']>[0]
  if (fault === 'slow') sandbox.faults.slow(milliseconds, to)
  else if (fault === 'fail') sandbox.faults.fail({ ...to, status })
  else if (fault === 'lose-answer') sandbox.faults.loseAnswer(to)
  else sandbox.faults.goOffline(to)
}

/** As Vitest calls them: with its own context first. */
export const sandboxCommands = {
  openSandbox: (_context: unknown, origin: string) => open(origin),
  async resetSandbox(_context: unknown, baseUrl: string): Promise<number> {
    await of(baseUrl).reset()
    return of(baseUrl).clock.now()
  },
  openWidgetSession: (_context: unknown, baseUrl: string, wishes: WidgetWishes) =>
    of(baseUrl).openWidgetSession(wishes),
  usccOf: async (_context: unknown, baseUrl: string, enterprise: string) => of(baseUrl).usccOf(enterprise),
  callSandbox: (_context: unknown, baseUrl: string, wish: CallWish) => call(of(baseUrl), wish),
  async advanceSandbox(_context: unknown, baseUrl: string, duration: Duration): Promise<number> {
    await of(baseUrl).clock.advance(duration)
    return of(baseUrl).clock.now()
  },
  faultSandbox: async (_context: unknown, baseUrl: string, wish: FaultWish) => fault(of(baseUrl), wish),
  clearFaults: async (_context: unknown, baseUrl: string) => of(baseUrl).faults.clear(),
  async closeSandbox(_context: unknown, baseUrl: string): Promise<void> {
    await running.get(baseUrl)?.close()
    running.delete(baseUrl)
  },
}
