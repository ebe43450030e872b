/** Draws a verdict: what it is, what it shows and does not, who, by whose authority, and as of when. Loaded on use. */
import type { VerifiedCode, VouchingIssuer } from '@qiyema/core/verify'
import { html, nothing, type TemplateResult } from 'lit'
import { type Formats, formatsFor } from '../shared/formats.js'
import { isClosed, registrationTexts, wordFor } from '../shared/registration.texts.js'
import { textsFor } from '../shared/texts.js'
import {
  type CheckedCode,
  isOld,
  type Resolution,
  type Tone,
  type Verdict,
  verdictOf,
} from './checked-code.js'
import { verificationTexts } from './verification.texts.js'

type Words = (typeof verificationTexts)['builtIn']['en']

interface VerdictParts {
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

export interface VerificationParts {
  readonly language: string
  /** Unix seconds. */
  readonly now: number
  /** Undefined for what the host has verified. */
  readonly onAgain: (() => void) | undefined
}

export function noCodeWords(language: string): string {
  return textsFor(verificationTexts, language).empty
}

export function verification(
  checked: CheckedCode,
  { language, now, onAgain }: VerificationParts,
): TemplateResult {
  const words = textsFor(verificationTexts, language)
  const registered = textsFor(registrationTexts, language)
  const parts: VerdictParts = { words, registered, formats: formatsFor(language) }
  const { result, resolution, at } = checked
  const verdict = verdictOf(checked)
  const code = 'code' in result ? result.code : undefined
  const issuer = 'issuer' in result ? result.issuer : undefined
  const again = onAgain && againButton(words, onAgain)
  return html`
    <article class="verification" aria-labelledby="verdict">
      ${verdictHead(verdict, at, parts)}
      ${isOld(verdict, at, now) ? html`<div class="notice" data-tone="caution" role="status"><p>${words.old}</p>${again}</div>` : nothing}
      ${code && verdict.tone !== 'other' ? verdictEnterprise(code, resolution?.enterprise, parts) : nothing}
      ${verdictMeaning(verdict, parts)}
      ${verdict.warnings.map(warning => html`<p class="notice" data-tone="caution">${wordFor(words, 'warning', warning)}</p>`)}
      ${verdict.tone === 'open' ? again : nothing}
      ${code && issuer ? verdictFacts(checked, code, issuer, verdict, parts) : nothing}
      ${offers(resolution, parts)}
      <slot name="footer"></slot>
    </article>
  `
}

function againButton({ again }: Words, onAgain: () => void): TemplateResult {
  return html`<button type="button" class="button" data-kind="secondary" @click=${onAgain}>${again}</button>`
}

/** The word, which no colour stands for, and the headline. */
function verdictHead(
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

function verdictMeaning({ words: name }: Verdict, { words }: VerdictParts): TemplateResult {
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
function verdictEnterprise(
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
function verdictFacts(
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

/** What the county offers to whoever scanned: links of the platform, and of no code. */
function offers(
  resolution: Resolution | undefined,
  { formats }: VerdictParts,
): TemplateResult | typeof nothing {
  const links = (resolution?.offers ?? []).filter(({ url }) => /^https:\/\//i.test(url))
  if (links.length === 0) return nothing
  return html`<ul class="row">${links.map(({ url, title }) => html`<li><a href=${url} target="_blank" rel="noopener noreferrer">${formats.localised(title)}</a></li>`)}</ul>`
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
