/** A loan on its way: the need, and the banks that have taken it up, as far as the session may see them. */
import type { Connection } from '@qiyema/core/connection'
import { finance } from '@qiyema/core/operations/finance'

/** What of the contract is used here. */
export const financeClient = (connection: Connection) => connection.use(finance)

export type FinanceClient = ReturnType<typeof financeClient>
export type Need = Awaited<ReturnType<FinanceClient['needs']['read']>>
export type Application = Awaited<ReturnType<FinanceClient['applications']['read']>>
export type Offer = NonNullable<Application['offer']>
export type Material = Application['materials'][number]
export type Clock = Application['clocks'][number]

export interface Loan {
  /** Undefined when the enterprise has posted none. */
  readonly need: Need | undefined
  /** The cheapest offer first, then those that have made none. */
  readonly applications: readonly Application[]
}

/** Which loan: one application, one need with all of its applications, or the newest need. */
export interface LoanName {
  readonly applicationId: string
  readonly needId: string
}

/** Banks that have come and gone may be many; these are shown. */
const AT_MOST = 12

export async function loadLoan(
  connection: Connection,
  { applicationId, needId }: LoanName,
  signal: AbortSignal,
): Promise<Loan> {
  const { needs, applications } = financeClient(connection)
  const options = { signal }
  if (applicationId !== '') {
    const application = await applications.read({ applicationId }, options)
    return { need: await needs.read({ needId: application.needId }, options), applications: [application] }
  }
  const need =
    needId === '' ? (await needs.list({ limit: 1 }, options)).items[0] : await needs.read({ needId }, options)
  const ids = need?.applications.slice(-AT_MOST).map(({ id }) => id) ?? []
  const read = await Promise.all(ids.map(id => applications.read({ applicationId: id }, options)))
  return { need, applications: inOrder(read) }
}

/** Those that still hold a place come first, the cheaper the earlier. Nothing else decides. */
export function inOrder(applications: readonly Application[]): readonly Application[] {
  const rank = (application: Application) => (isLive(application) ? 0 : 1)
  const rate = ({ offer }: Application) => offer?.annualRate ?? Number.POSITIVE_INFINITY
  const claimed = ({ timeline }: Application) => timeline[0]?.at ?? ''
  return [...applications].sort(
    (one, other) =>
      rank(one) - rank(other) || compare(rate(one), rate(other)) || compare(claimed(one), claimed(other)),
  )
}

const ENDED = ['declined-by-bank', 'declined-by-enterprise', 'closed', 'expired', 'withdrawn']

/** It holds a place of its need. */
export function isLive({ state }: Application): boolean {
  return !ENDED.includes(state)
}

/** A bank has asked for some, at one time or another. */
export function hasMaterials(loan: Loan | undefined): boolean {
  return loan?.applications.some(({ materials }) => materials.length > 0) === true
}

/** Nothing more comes of it by itself, so that nobody needs to look again. */
export function isSettled({ need, applications }: Loan): boolean {
  if (!need) return true
  const isOver = ['withdrawn', 'expired', 'closed'].includes(need.state)
  const isPaidOut = applications.some(({ disbursement }) => disbursement?.state === 'fully')
  return isOver || isPaidOut
}

/** Those that are new, or in another state than they were. */
export function progressedSince(before: Loan, after: Loan | undefined): readonly Application[] {
  const stateBefore = new Map(before.applications.map(({ id, state }) => [id, state]))
  return after?.applications.filter(({ id, state }) => stateBefore.get(id) !== state) ?? []
}

export function withApplication({ need, applications }: Loan, changed: Application): Loan {
  return {
    need,
    applications: inOrder(applications.map(each => (each.id === changed.id ? changed : each))),
  }
}

function compare(one: number | string, other: number | string): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}
