/** A verification result for people: the verdict first, then what is known. */
import type { VerificationResult } from '@qiyema/core/verify'
import { type Colour, coloured } from './colour.js'
import { table } from './table.js'
import { describeTime } from './time.js'
import { type Language, WORDS } from './words.js'

/** Several lines, ending in a line end. */
export function describeVerdict(result: VerificationResult, at: number, language: Language): string {
  const words = WORDS[language]
  const { outcome, detail, warnings } = result
  const [headline, advice] = words.outcomes[outcome]
  const meaning = outcome === 'valid' ? words.assurances[result.assurance] : advice
  const { sign, colour } = lookOf(outcome)
  const rows = [
    ...rowsOf(result, at, language),
    ...warnings.map(warning => [words.rows.warning, words.warnings[warning]] as const),
    [words.rows.detail, outcome === 'valid' ? undefined : detail] as const,
  ]
  return `${coloured(colour, `${sign} ${headline}`)}\n  ${meaning}\n${table(rows)}`
}

/** What could not be checked is no failure, and does not look like one. */
function lookOf(outcome: VerificationResult['outcome']): { readonly sign: string; readonly colour: Colour } {
  if (outcome === 'valid') return { sign: '✓', colour: 'green' }
  if (outcome === 'unconfirmed') return { sign: '?', colour: 'yellow' }
  return { sign: '✗', colour: 'red' }
}

function rowsOf(result: VerificationResult, at: number, language: Language) {
  if (!('code' in result) || !result.code) return []
  const { rows } = WORDS[language]
  const { code, issuer } = result
  const time = (seconds: number | undefined) =>
    seconds === undefined ? undefined : describeTime(seconds, at, language)
  return [
    [rows.name, code.name],
    [rows.uscc, code.uscc],
    [rows.issuer, issuer && `${issuer.name[language]} (${issuer.iss})`],
    [rows.issued, time(code.issuedAt)],
    [rows.expires, time(code.expiresAt)],
    [rows.presented, time(code.presentedAt)],
    [rows.nonce, code.nonce],
    [rows.checked, time(code.status.asOf)],
  ] as const
}
