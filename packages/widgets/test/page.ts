/** A page of a bank for tests in a browser: a sandbox of its own, a session, and widgets drawn in it. */
import type { Duration, WidgetWishes } from '@qiyema/sandbox'
import { html, render, type TemplateResult } from 'lit'
import { afterAll, afterEach, beforeAll } from 'vitest'
import { commands } from 'vitest/browser'
import type { QymSession } from '../src/session/qym-session.js'
import '../src/session/qym-session.js'
import { Draft } from '../src/shared/drafts/draft.js'
import type { CallWish, FaultWish, sandboxCommands } from './sandbox-commands.js'

type Commands = {
  [Name in keyof typeof sandboxCommands]: (typeof sandboxCommands)[Name] extends (
    context: unknown,
    ...given: infer Given
  ) => infer Result
    ? (...given: Given) => Result
    : never
}
const inNode = commands as unknown as Commands

export interface BankPage {
  readonly baseUrl: string
  /** By the sandbox's clock. */
  now(): number
  /** Draws widgets inside a session of bank 1 for enterprise 2, unless it is said otherwise, and waits until they are drawn. */
  show(content: TemplateResult, wishes?: Partial<PageWishes>): Promise<QymSession>
  /** Somebody else does something at the platform. */
  call(wish: CallWish): Promise<unknown>
  fault(wish: FaultWish): Promise<void>
  clearFaults(): Promise<void>
  advance(duration: Duration): Promise<void>
  usccOf(enterprise: string): Promise<string>
}

export interface PageWishes extends Omit<WidgetWishes, 'origin'> {
  readonly locale: string
  /** Signed in unless it is false. */
  readonly isSignedIn: boolean
  /** In the place of the bank's own. */
  readonly fetchToken: QymSession['fetchToken']
  /** Of each call, all its attempts together. */
  readonly deadlineMilliseconds: number
}

/** Everything but public data wants that the bank has asked for a consent before: done for every page. */
const ASK = {
  purpose: 'loan-application',
  scopes: ['tax.summary', 'operations.summary'],
  until: '2026-12-31',
  reason: '用于贷款审批',
}

/** As when an enterprise signs in that has typed nothing: what has just been removed has kept its own by then. */
async function forgetDrafts(platform: string): Promise<void> {
  const nowhere = {
    addController() {},
    removeController() {},
    requestUpdate() {},
    updateComplete: Promise.resolve(true),
  }
  await new Draft(nowhere, () => Date.now()).open({ platform, uscc: 'nobody', form: 'none' })
}

/** Makes a page for the tests of a file; each test begins with the county as it was. */
export function bankPage(): BankPage {
  let baseUrl = ''
  let time = 0
  const place = document.createElement('div')

  beforeAll(async () => {
    ;({ baseUrl, now: time } = await inNode.openSandbox(location.origin))
    document.body.append(place)
  }, 60_000)
  afterEach(async () => {
    render(html``, place)
    localStorage.clear()
    await forgetDrafts(baseUrl)
    time = await inNode.resetSandbox(baseUrl)
  })
  afterAll(() => inNode.closeSandbox(baseUrl))

  async function bootstrap(wishes: WidgetWishes) {
    const uscc = await inNode.usccOf(baseUrl, wishes.enterprise)
    await inNode.callSandbox(baseUrl, { as: wishes.bank, call: 'consent.request', input: { ...ASK, uscc } })
    return inNode.openWidgetSession(baseUrl, { ...wishes, origin: location.origin })
  }

  return {
    get baseUrl() {
      return baseUrl
    },
    now: () => time,
    async show(
      content,
      { locale = 'zh-CN', isSignedIn = true, fetchToken, deadlineMilliseconds, ...given } = {},
    ) {
      const wishes = { bank: 'bank-01', enterprise: 'ent-02', ...given }
      const ownToken = isSignedIn ? () => bootstrap(wishes) : undefined
      render(
        html`<qym-session
          platform=${baseUrl}
          locale=${locale}
          .connectionOptions=${{ now: () => time, ...(deadlineMilliseconds && { deadlineMilliseconds }) }}
          .fetchToken=${fetchToken ?? ownToken}
        >${content}</qym-session>`,
        place,
      )
      const session = place.querySelector('qym-session')
      if (!session) throw new Error('The session is not there.')
      await session.updateComplete
      return session
    },
    call: wish => inNode.callSandbox(baseUrl, wish),
    fault: wish => inNode.faultSandbox(baseUrl, wish),
    clearFaults: () => inNode.clearFaults(baseUrl),
    async advance(duration) {
      time = await inNode.advanceSandbox(baseUrl, duration)
    },
    usccOf: enterprise => inNode.usccOf(baseUrl, enterprise),
  }
}
