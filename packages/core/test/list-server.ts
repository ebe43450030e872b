/** A real server of lists on this machine, which answers as it is told, well or badly, and counts what it is asked. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished } from 'vitest'
import type { RefreshReport, TrustSource } from '../src/code/verify/refresh.js'
import { AT, openWorkshop, type StatusChanges, type TrustChanges, type Workshop } from './workshop.js'

/** A text for 200, a number for that status, or whatever a handler does. */
export type Answer = string | number | ((request: IncomingMessage, response: ServerResponse) => unknown)

export interface ListServer {
  readonly origin: string
  /** What stands at each path; 404 is at every other. */
  readonly answers: Map<string, Answer>
  /** The paths that were asked for, in order. */
  readonly asked: string[]
  close(): Promise<void>
}

/** Opens a server that is closed when its test ends. */
export async function openListServer(): Promise<ListServer> {
  const answers = new Map<string, Answer>()
  const asked: string[] = []
  const server = createServer((request, response) => {
    const path = request.url ?? ''
    asked.push(path)
    const answer = answers.get(path) ?? 404
    if (typeof answer === 'function') return answer(request, response)
    if (typeof answer === 'string') return response.end(answer)
    response.writeHead(answer).end(answer === 204 ? undefined : 'nothing to read here')
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const close = () => {
    server.closeAllConnections()
    return new Promise<void>(resolve => server.close(() => resolve()))
  }
  onTestFinished(close)
  const { port } = server.address() as AddressInfo
  return { origin: `http://127.0.0.1:${port}`, answers, asked, close }
}

/** An answer that is held back: who asks waits until it is let go. */
export function holdAnswer(text: string) {
  let reach = () => {}
  let letGo = () => {}
  const reached = new Promise<void>(resolve => (reach = resolve))
  const freed = new Promise<void>(resolve => (letGo = resolve))
  const answer: Answer = async (_request, response) => {
    reach()
    await freed
    response.end(text)
  }
  return { answer, reached, letGo }
}

/** A workshop whose lists are on a server of its own. */
export interface PublishingWorkshop extends Workshop {
  readonly server: ListServer
  readonly source: TrustSource
  /** Puts a trust list, signed anew, at its address. */
  publishTrust(changes?: TrustChanges): Promise<string>
  /** Puts a status list, signed anew, at its address. */
  publishStatus(changes?: StatusChanges): Promise<string>
}

/** Opens such a workshop, with a trust list and status list 0 published. */
export async function openPublishingWorkshop(): Promise<PublishingWorkshop> {
  const server = await openListServer()
  const workshop = await openWorkshop(server.origin)
  const publish = (path: string, list: string) => {
    server.answers.set(path, list)
    return list
  }
  const published: PublishingWorkshop = {
    ...workshop,
    server,
    source: { url: `${server.origin}/trust`, root: workshop.root.publicJwk },
    publishTrust: async changes => publish('/trust', await workshop.signTrust(changes)),
    publishStatus: async changes =>
      publish(`/status/${changes?.number ?? 0}`, await workshop.signStatus(changes)),
    verifier: options =>
      workshop.verifier({ trust: published.source, statusLists: {}, now: () => AT, ...options }),
  }
  await published.publishTrust()
  await published.publishStatus()
  return published
}

/** Sends and sends, for as long as anyone reads. */
export function endlessly(_: unknown, response: ServerResponse): void {
  const send = () => {
    while (!response.destroyed && response.write('e'.repeat(65_536)));
  }
  response.on('drain', send)
  send()
}

/** What any report of a failure must be. */
export function expectProblem(report: RefreshReport, url: string, word: RegExp): void {
  expect(report).toMatchObject({ ok: false, problems: [{ url, reason: expect.stringMatching(word) }] })
  expect(structuredClone(report)).toEqual(report)
  // One sentence to show: no stack, no list, nothing of the answer.
  for (const { reason } of report.problems) expect(reason).toMatch(/^(?!.*(eyJ|\bat .*:\d|doctype)).{3,120}$/)
}
