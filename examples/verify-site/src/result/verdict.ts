/** A result in the terms of the page: its tone, and the words for it. */
import type { VerificationResult } from '@qiyema/core/verify'
import type { Texts } from '../texts/texts.js'
import { recogniseOther } from './other-code.js'

/**
 * `good` for valid and `bad` for refused; `open` when nothing could be decided, which is never red; `other` for what is
 * no code of this scheme.
 */
export type Tone = 'good' | 'bad' | 'open' | 'other'

export interface Verdict {
  readonly tone: Tone
  /** The verdict in a word. */
  readonly word: string
  readonly headline: string
  /** What it shows or means. */
  readonly what: string
  /** What it does not show; only of a valid code. */
  readonly limits?: string
  readonly now: string
}

export function verdictOf(result: VerificationResult, text: string, texts: Texts): Verdict {
  const verdict = toneAndWords(result, text, texts)
  return { ...verdict, word: texts.result.words[verdict.tone] }
}

function toneAndWords(result: VerificationResult, text: string, texts: Texts): Omit<Verdict, 'word'> {
  switch (result.outcome) {
    case 'valid':
      return { tone: 'good', ...texts.proven[result.assurance] }
    case 'malformed': {
      const { headline, kinds, notFake, now } = texts.otherCodes
      const kind = result.reason === 'not_presented' ? 'unpresented' : recogniseOther(text)
      const isOurs = kind === 'damaged' || kind === 'unpresented'
      return {
        tone: 'other',
        headline,
        what: isOurs ? kinds[kind] : `${kinds[kind]}${texts.joint}${notFake}`,
        now,
      }
    }
    case 'unsupported':
    case 'unconfirmed':
      return { tone: 'open', ...texts.outcomes[result.outcome] }
    default:
      return { tone: 'bad', ...texts.outcomes[result.outcome] }
  }
}
