/** Draws a verdict: what it is, what it shows and does not, who, by whose authority, and as of when. */
import type { VerifiedCode, VouchingIssuer } from '@qiyema/core/verify'
import { html, nothing, type TemplateResult } from 'lit'
import type { Formats } from '../shared/formats.js'
import { isClosed, type registrationTexts, wordFor } from '../shared/registration.texts.js'
import type { CheckedCode, Resolution, Tone, Verdict } from './checked-code.js'
import type { verificationTexts } from './verification.texts.js'

type Words = (typeof verificationTexts)['builtIn']['en']

export interface VerdictParts {
  readonly words: Words
  readonly registered: (typeof registrationTexts)['builtIn']['en']
  readonly formats: Formats
}

type Enterprise = NonNullable<Resolution['enterprise']>

const MARKS: Readonly<Record<Tone, string>> = {
  good: 'M5 12.5 10 17.5 19.5 7',
  bad: 'M6 6 18 18M18 6 6 18',
  open: 'M9 9.3a3 3 0 1 1 4.2 2.8c-.8.4-1.2 1-1.2 1.9M12 17.5v.1',
  other: 'M6 12h12',
}

/** The word, which no colour stands for, and the headline. */
export function verdictHead(
  { tone, words: name }: Verdict,
  at: number,
  { words, formats }: VerdictParts,
): TemplateResult {
  const title = name.startsWith('foreign-') ? words['foreign-title'] : (wordFor(words, name, 'title') ?? '')
  return html`
    <div class="verdict" data-tone=${tone} part="verdict">
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <circle cx="12" cy="12" r="11" fill="none" stroke="currentColor" stroke-width="1.5" />
        <path d=${MARKS[tone]} fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" />
      </svg>
      <div>
        <h2 id="verdict" tabindex="-1"><span class="word">${wordFor(words, 'word', tone)}</span> ${title}</h2>
        <p class="quiet">${words.checkedAt(formats.dateTime(at * 1000))}</p>
      </div>
    </div>
  `
}

export function verdictMeaning({ words: name }: Verdict, { words }: VerdictParts): TemplateResult {
  const isForeign = name.startsWith('foreign-')
  const isOurs = name === 'foreign-damaged' || name === 'foreign-unpresented'
  const what = isForeign
    ? wordFor(words, 'foreign', name.slice('foreign-'.length))
    : wordFor(words, name, 'what')
  const limits = wordFor(words, name, 'limits')
  return html`
    <dl class="meaning">
      <div><dt>${words.means}</dt><dd>${what} ${isForeign && !isOurs ? words['foreign-fair'] : nothing}</dd></div>
      ${limits ? html`<div><dt>${words.limits}</dt><dd class="limits">${limits}</dd></div>` : nothing}
      <div><dt>${words.doNow}</dt><dd>${isForeign ? words['foreign-now'] : wordFor(words, name, 'now')}</dd></div>
    </dl>
  `
}

/** Who: as the register has it now where the platform was asked, else as the code says it. */
export function verdictEnterprise(
  { uscc, name }: VerifiedCode,
  enterprise: Enterprise | undefined,
  parts: VerdictParts,
): TemplateResult {
  const { words, formats } = parts
  const shown = enterprise ? formats.localised(enterprise.name) : name
  const isRenamed = enterprise && name !== undefined && name !== enterprise.name['zh-CN']
  return html`
    <section aria-label=${words.enterprise}>
      <p class="name">${shown === undefined ? html`<span class="quiet">${words.noName}</span>` : html`<bdi>${shown}</bdi>`}</p>
      ${isRenamed ? html`<p class="quiet">${words.renamed(name)}</p>` : nothing}
      <p><span class="quiet">${words.uscc}</span><br /><span class="uscc number" translate="no">${formats.uscc(uscc)}</span></p>
      ${enterprise ? registration(enterprise, parts) : nothing}
    </section>
  `
}

/** An enterprise may have closed, moved or been renamed since its code was printed. */
function registration(
  { registrationStatus: state, formerNames, movedTo }: Enterprise,
  { words, registered, formats }: VerdictParts,
): TemplateResult {
  const tone = state === 'active' ? 'good' : isClosed(state) ? 'bad' : 'caution'
  const advice = wordFor(registered, 'advice', state)
  const region = movedTo && wordFor(registered, 'region', movedTo.slice(0, 6))
  return html`
    <p class="row">
      <span class="quiet">${words.registration}</span>
      <span class="badge" data-tone=${tone}>${wordFor(registered, 'state', state) ?? registered['state-unknown']}</span>
    </p>
    ${advice ? html`<p class="notice" data-tone=${isClosed(state) ? 'error' : 'caution'}>${advice}</p>` : nothing}
    ${movedTo ? html`<p class="quiet">${region ? words.movedTo(region) : words.movedElsewhere}</p>` : nothing}
    ${formerNames.length > 0 ? html`<p class="quiet"><bdi>${words.formerly(formats.list(formerNames))}</bdi></p>` : nothing}
  `
}

/** By whose authority, since when and until when, and how old what it rests on is. */
export function verdictFacts(
  { resolution, at }: CheckedCode,
  code: VerifiedCode,
  issuer: VouchingIssuer,
  { isByPlatform }: Verdict,
  { words, formats }: VerdictParts,
): TemplateResult {
  const { issuedAt, expiresAt, presentedAt, status } = code
  const time = (seconds: number) => formats.dateTime(seconds * 1000)
  const statusWords =
    resolution && (isByPlatform || status.asOf === undefined)
      ? words.statusPlatform(formats.dateTime(resolution.asOf))
      : status.asOf === undefined
        ? words.statusNone
        : words.statusList(time(status.asOf))
  return html`
    <dl class="facts">
      ${fact(words.issuer, html`<bdi>${formats.localised(issuer.name)}</bdi> <span class="quiet" translate="no">${hostOf(issuer.iss)}</span>`)}
      ${presentedAt === undefined ? nothing : fact(words.presented, time(presentedAt))}
      ${fact(words.issued, time(issuedAt))}
      ${fact(at >= expiresAt ? words.expired : words.expires, time(expiresAt))}
      ${fact(words.statusAsOf, statusWords)}
    </dl>
  `
}

function fact(name: string, value: unknown): TemplateResult {
  return html`<div><dt>${name}</dt><dd>${value}</dd></div>`
}

function hostOf(origin: string): string {
  try {
    return new URL(origin).host
  } catch {
    return origin
  }
}
