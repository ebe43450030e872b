/** What came of a check: the judgement of this device, and what the platform says at this moment, where it was asked. */
import type { Resources } from '@qiyema/core/connection'
import type { code } from '@qiyema/core/operations/code'
import type { VerificationResult, Warning } from '@qiyema/core/verify'
import { type ForeignCode, foreignCodeOf } from './foreign-code.js'

export type Resolution = Awaited<ReturnType<Resources<typeof code>['resolve']>>

export interface CheckedCode {
  /** As it was read; unknown where a host has verified it itself. */
  readonly text: string | undefined
  readonly result: VerificationResult
  readonly resolution: Resolution | undefined
  /** When it was judged, in Unix seconds. */
  readonly at: number
}

/**
 * How a verdict is shown: `good` for what holds and `bad` for what is refused; `open` where nothing could be decided, which is
 * never red; `other` for what is no code of this scheme.
 */
export type Tone = 'good' | 'bad' | 'open' | 'other'

export interface Verdict {
  readonly tone: Tone
  /** The name of its words: `valid-present`, `revoked`, `foreign-samr`. */
  readonly words: string
  /** The platform's record of this moment rather than this device's lists has decided. */
  readonly isByPlatform: boolean
  readonly warnings: readonly Warning[]
}

/** Outcomes that a platform's newer record may bring where the lists here still say valid, or say nothing. */
const NEWER = ['revoked', 'suspended', 'expired'] as const

/** The verdict: this device's own, unless the platform knows of something later. A platform makes no code good that fails here. */
export function verdictOf({ text, result, resolution }: CheckedCode): Verdict {
  const { outcome, warnings } = result
  const said = resolution?.scheme === 'qiyema' ? resolution.outcome : undefined
  const later = NEWER.find(newer => newer === said)
  if ((outcome === 'valid' || outcome === 'unconfirmed') && later)
    return { tone: 'bad', words: later, isByPlatform: true, warnings: [] }
  switch (outcome) {
    case 'valid':
      return { tone: 'good', words: `valid-${result.assurance}`, isByPlatform: false, warnings }
    case 'unconfirmed':
      return unconfirmed(resolution, warnings)
    case 'unsupported':
      return { tone: 'open', words: outcome, isByPlatform: false, warnings }
    case 'malformed':
      return {
        tone: 'other',
        words: malformedWords(text, result.reason, resolution),
        isByPlatform: false,
        warnings,
      }
    default:
      return { tone: 'bad', words: outcome, isByPlatform: false, warnings }
  }
}

/** The lists here do not tell; the platform’s record of this moment may. */
function unconfirmed(resolution: Resolution | undefined, warnings: readonly Warning[]): Verdict {
  const { scheme, outcome, assurance } = resolution ?? {}
  const isValid = scheme === 'qiyema' && outcome === 'valid' && isAssurance(assurance)
  return isValid
    ? { tone: 'good', words: `valid-${assurance}`, isByPlatform: true, warnings: [] }
    : { tone: 'open', words: 'unconfirmed', isByPlatform: false, warnings }
}

function isAssurance(assurance: string | undefined): boolean {
  return assurance === 'registered' || assurance === 'current' || assurance === 'present'
}

function malformedWords(
  text: string | undefined,
  reason: 'not_presented' | undefined,
  resolution: Resolution | undefined,
): string {
  if (reason === 'not_presented') return 'foreign-unpresented'
  const known: readonly ForeignCode[] = ['samr', 'alipay', 'wechat']
  const named = known.find(scheme => scheme === resolution?.scheme)
  return `foreign-${named ?? foreignCodeOf(text ?? '')}`
}

/** A result that was left standing is taken for one of now: so many seconds it may pass for it. */
const FRESH_SECONDS: Readonly<Record<string, number>> = {
  'valid-registered': 600,
  'valid-current': 120,
  'valid-present': 60,
}

export function isOld({ words }: Verdict, at: number, now: number): boolean {
  return now - at > (FRESH_SECONDS[words] ?? Number.POSITIVE_INFINITY)
}
