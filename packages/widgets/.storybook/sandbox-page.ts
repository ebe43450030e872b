/** One platform for all stories of a page: the sandbox itself, behind a service worker, put back to its seed before each. */
import type { Sandbox, WidgetWishes } from '@qiyema/sandbox'
import type { SandboxWishes } from './sandbox-wishes.js'

let opened: Promise<Sandbox> | undefined

/** Its database is loaded when the first story is shown. */
export function storySandbox(): Promise<Sandbox> {
  opened ??= import('@qiyema/sandbox').then(({ createSandbox }) => createSandbox())
  return opened
}

const ASK = {
  purpose: 'loan-application',
  scopes: ['tax.summary', 'operations.summary'],
  until: '2026-12-31',
  reason: '用于贷款审批',
} as const

/** Puts the county back, and makes it as a story wants it. */
export async function prepareSandbox(sandbox: Sandbox, wishes: SandboxWishes): Promise<void> {
  await sandbox.reset()
  await wishes.prepare?.(sandbox)
  for (const { fault, milliseconds = 0, status = 503, ...where } of wishes.faults ?? []) {
    if (fault === 'slow') sandbox.faults.slow(milliseconds, where)
    else if (fault === 'fail') sandbox.faults.fail({ ...where, status })
    else if (fault === 'lose-answer') sandbox.faults.loseAnswer(where)
    else sandbox.faults.goOffline(where)
  }
}

/** What the page's bank answers when it is asked for a session; undefined where it gives none. */
export function fetchTokenFor(sandbox: Sandbox, { session, ...wishes }: SandboxWishes) {
  if (session === false) return undefined
  const { bank = 'bank-01', enterprise = 'ent-02' } = wishes
  return async () => {
    if (session === 'lost') throw new Error('The bank knows nobody here.')
    const given: WidgetWishes = { bank, enterprise, origin: location.origin }
    // A bank opens sessions for enterprises that it has asked for something.
    await sandbox.partner(bank).client.consent.request({ ...ASK, uscc: sandbox.usccOf(enterprise) })
    return sandbox.openWidgetSession(given)
  }
}
