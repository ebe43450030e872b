/** What may be done with a code, by where it stands and who does it. */
import type { Caller } from '../access/caller.js'
import { PlatformProblem } from '../http/problems.js'
import type { CodeReason, CodeRow } from '../issuing/code-state.js'

/** As it stands at a moment: time takes a code out of force whether or not anybody writes it down. */
export type CodeState = CodeRow['state'] | 'expired'

export const STEPS = {
  suspend: { from: ['valid'], to: 'suspended', who: ['operator', 'officer'] },
  resume: { from: ['suspended'], to: 'valid', who: ['officer'] },
  revoke: { from: ['valid', 'suspended'], to: 'revoked', who: ['operator', 'officer'] },
  reissue: { from: ['valid', 'suspended'], to: 'revoked', who: ['operator', 'officer'] },
} as const satisfies Record<
  string,
  {
    readonly from: readonly CodeRow['state'][]
    readonly to: CodeRow['state']
    readonly who: readonly Caller['kind'][]
  }
>

export type Step = keyof typeof STEPS

/** Reasons that only an officer can have. */
const OFFICERS_REASONS: ReadonlySet<CodeReason> = new Set(['investigation', 'dormant', 'deregistered'])

export function stateAt({ state, expires_at: expiresAt }: CodeRow, now: Date): CodeState {
  return state !== 'revoked' && expiresAt <= now ? 'expired' : state
}

/**
 * @throws {PlatformProblem} `impossible_step` with the state at this moment and what the caller may do, `forbidden` for a reason
 *   that is not the caller's to give
 */
export function ensurePossible(
  step: Step,
  code: CodeRow,
  caller: Caller,
  now: Date,
  reason?: CodeReason,
): void {
  const from: readonly CodeState[] = STEPS[step].from
  if (!from.includes(stateAt(code, now))) throw impossible(code, caller, now)
  if (caller.kind !== 'officer' && reason !== undefined && OFFICERS_REASONS.has(reason))
    throw new PlatformProblem('forbidden')
}

/** A step that the state does not allow. */
export function impossible(code: CodeRow, { kind }: Caller, now: Date): PlatformProblem {
  const state = stateAt(code, now)
  const possible = Object.entries(STEPS).flatMap(([name, { from, who }]) => {
    const isFrom = (from as readonly CodeState[]).includes(state)
    return isFrom && (who as readonly Caller['kind'][]).includes(kind) ? [name] : []
  })
  return new PlatformProblem('impossible_step', { state, possible })
}
