/** Finds the code to show, or has one issued: once for a browser, which keeps it. Loaded when a code is shown. */
import { ApiError, type Connection, newIdempotencyKey, type Resources } from '@qiyema/core/connection'
import { code as codeOperations } from '@qiyema/core/operations/code'
import { isClosed } from '../shared/registration.texts.js'
import { type CodeKeep, type KeptCode, lastShown, openKeep, withKeep } from './kept-code.js'
import type { ShownCode } from './shown-code.js'

export interface CodeWishes {
  readonly connection: Connection
  readonly platform: string
  /** Whose code to show where there is no network; whose was shown last unless given. */
  readonly uscc: string
  readonly withName: boolean
  readonly now: number
  readonly signal: AbortSignal
  onIssued(issued: { readonly codeId: string; readonly kind: 'static' | 'holder-bound' }): void
}

/** Whoever stands at a gate waits no longer, when a code is kept. */
const DEADLINE_MILLISECONDS = 8000

type Calls = Resources<typeof codeOperations>
type Profile = Awaited<ReturnType<Calls['profile']['read']>>
type IssuedCode = Awaited<ReturnType<Calls['codes']['issue']>>

/** Renewed before it ends, so that nobody stands at a gate with a dead one. */
const RENEW_BEFORE_MILLISECONDS = 24 * 3600 * 1000

/** The live code of this browser: kept, or issued now. One that is kept is shown also where the platform is out of reach. */
export async function openHolderBound(wishes: CodeWishes): Promise<ShownCode> {
  const kept = await keptFor(wishes)
  try {
    return await askedFor(wishes, openOwn, kept && { deadlineMilliseconds: DEADLINE_MILLISECONDS })
  } catch (error) {
    if (!kept || !isUnreachable(error)) throw error
    return { kind: 'holder-bound', code: kept, isOffline: true, isLasting: true }
  }
}

/** The newest printed code that is in force; none is made before somebody asks for it. */
export async function openStatic(wishes: CodeWishes): Promise<ShownCode> {
  return askedFor(wishes, async ({ uscc, name }, { connection, signal }) => {
    const { items } = await connection
      .use(codeOperations)
      .codes.list({ state: 'valid', limit: 100 }, { signal })
    const found = items.find(({ kind, link }) => kind === 'static' && link !== undefined)
    return found ? shownStatic(found, name) : { kind: 'none-yet', uscc, name }
  })
}

/** Has a printed code made. @param intent - one for each wish */
export async function issueStatic(
  { connection, withName, onIssued }: CodeWishes,
  name: KeptCode['name'],
  intent: string,
): Promise<ShownCode> {
  const issued = await connection
    .use(codeOperations)
    .codes.issue({ kind: 'static', withName }, { idempotencyKey: intent })
  onIssued({ codeId: issued.id, kind: 'static' })
  return shownStatic(issued, name)
}

/** Begins anew after a code was revoked: with another key, since nobody knows what became of the old one. */
export async function replaceHolderBound(wishes: CodeWishes): Promise<ShownCode> {
  return askedFor(wishes, async profile => {
    return withKeep(wishes.platform, profile.uscc, async keep => {
      await keep.forget()
      return issueHolderBound(keep, profile, wishes)
    })
  })
}

async function askedFor(
  wishes: CodeWishes,
  open: (profile: Profile, wishes: CodeWishes) => Promise<ShownCode>,
  limits: { readonly deadlineMilliseconds?: number } = {},
): Promise<ShownCode> {
  const { connection, signal } = wishes
  const profile = await connection.use(codeOperations).profile.read(undefined, { signal, ...limits })
  if (isClosed(profile.registrationStatus))
    return { kind: 'closed', registrationStatus: profile.registrationStatus }
  if (!profile.isComplete) return { kind: 'incomplete', missing: profile.missing }
  return open(profile, wishes)
}

async function openOwn(profile: Profile, wishes: CodeWishes): Promise<ShownCode> {
  return withKeep(wishes.platform, profile.uscc, keep => keptOrIssued(keep, profile, wishes))
}

async function keptOrIssued(keep: CodeKeep, profile: Profile, wishes: CodeWishes): Promise<ShownCode> {
  const kept = await keep.read()
  if (!kept || isEnding(kept, wishes.now)) return issueHolderBound(keep, profile, wishes)
  const state = await stateOf(kept, wishes)
  switch (state) {
    case 'suspended':
    case 'revoked':
      return { kind: 'out-of-force', state }
    case 'expired':
    case 'gone':
      await keep.forget()
      return issueHolderBound(keep, profile, wishes)
    default:
      return { kind: 'holder-bound', code: kept, isOffline: false, isLasting: keep.isLasting }
  }
}

async function issueHolderBound(keep: CodeKeep, profile: Profile, wishes: CodeWishes): Promise<ShownCode> {
  const { connection, withName, signal, onIssued } = wishes
  const { x, y } = (await keep.key()).publicJwk
  if (x === undefined || y === undefined) throw new TypeError('A holder key is on P-256.')
  const holder = { kty: 'EC', crv: 'P-256', x, y } as const
  const idempotencyKey = await keep.intent(newIdempotencyKey)
  const issued = await connection
    .use(codeOperations)
    .codes.issue({ kind: 'holder-bound', withName, holder }, { signal, idempotencyKey })
  const { id: codeId, uscc, credential, issuedAt, expiresAt } = issued
  const code = { codeId, uscc, name: profile.name, credential, holder: x, issuedAt, expiresAt }
  await keep.write(code)
  onIssued({ codeId, kind: 'holder-bound' })
  return { kind: 'holder-bound', code, isOffline: false, isLasting: keep.isLasting }
}

async function stateOf({ codeId }: KeptCode, { connection, signal }: CodeWishes): Promise<string> {
  try {
    const { state } = await connection.use(codeOperations).codes.read({ codeId }, { signal })
    return state
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return 'gone'
    throw error
  }
}

async function keptFor({ platform, uscc, now }: CodeWishes): Promise<KeptCode | undefined> {
  const whose = uscc || (await lastShown(platform))
  if (whose === undefined) return undefined
  const kept = await (await openKeep(platform, whose)).read()
  return kept && Date.parse(kept.expiresAt) > now ? kept : undefined
}

function shownStatic({ link, uscc, expiresAt }: IssuedCode, name: KeptCode['name']): ShownCode {
  if (link === undefined) throw new TypeError('A static code has a link.')
  return { kind: 'static', link, uscc, name, expiresAt }
}

function isEnding({ expiresAt }: KeptCode, now: number): boolean {
  return Date.parse(expiresAt) - now < RENEW_BEFORE_MILLISECONDS
}

/** No answer came, or the platform has trouble: nothing that says no. */
function isUnreachable(error: unknown): boolean {
  if (!(error instanceof ApiError)) return false
  const { code, data, status = 0 } = error
  const isOut = (name: unknown) => name === 'ERR_NETWORK' || name === 'ERR_TIMEOUT'
  const isInTrouble = status >= 500 || status === 429
  return isInTrouble || isOut(code) || (code === 'ERR_SESSION' && (isOut(data.reason) || !navigator.onLine))
}
