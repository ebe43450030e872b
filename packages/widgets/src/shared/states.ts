/** Draws the states that look the same in every widget: loading, empty, problem, signed out. */
import { html, nothing, type TemplateResult } from 'lit'
import type { Formats } from './formats.js'
import type { ProblemKind, ShownProblem } from './problem.js'
import type { sharedTexts } from './shared.texts.js'
import type { Messages, Texts } from './texts.js'

type Words = typeof sharedTexts extends Texts<infer Content> ? Content : never

/** Grey lines in the place of what is to come, as high as it will be. */
export function loadingView(words: Words, lines: number): TemplateResult {
  return html`
    <div class="skeleton" part="loading" aria-busy="true">
      <span class="visually-hidden">${words.loading}</span>
      ${Array.from({ length: lines }, () => html`<span class="bone" aria-hidden="true"></span>`)}
    </div>
  `
}

/** What happened, what to do now, and whom to name when asking for help. */
export function problemView(
  words: Words,
  formats: Formats,
  problem: ShownProblem,
  onRetry: () => void,
): TemplateResult {
  const { title, advice } = problemWords(words, problem)
  return html`
    <div class="notice" data-tone=${problem.kind === 'invalid' ? 'error' : 'neutral'} part="problem" role="alert">
      <p class="notice-title">${title}</p>
      <p>${advice}</p>
      ${problem.retryAt ? html`<p>${words.retryAt(formats.dateTime(problem.retryAt))}</p>` : nothing}
      ${problem.canRetry ? html`<button type="button" class="button" data-kind="secondary" @click=${onRetry}>${words.retry}</button>` : nothing}
      ${problem.requestId ? html`<p class="quiet">${words.requestId(problem.requestId)}</p>` : nothing}
    </div>
  `
}

export function signedOutView(words: Words, onSignIn: () => void): TemplateResult {
  return html`
    <div class="notice" part="signed-out" role="status">
      <p class="notice-title">${words.signedOutTitle}</p>
      <p>${words.signedOutAdvice}</p>
      <button type="button" class="button" @click=${onSignIn}>${words.signIn}</button>
    </div>
  `
}

/** A sentence of the widget that says what to do, and a place for the host's own. */
export function emptyView(sentence: string, action: unknown = nothing): TemplateResult {
  return html`<div class="notice" part="empty"><slot name="empty"><p>${sentence}</p>${action}</slot></div>`
}

/** Kinds that their texts have another spelling of. */
const PROBLEM_NAMES: Partial<Readonly<Record<ProblemKind, string>>> = {
  'not-found': 'notFound',
  'not-allowed': 'notAllowed',
  'consent-needed': 'consentNeeded',
  'consent-ended': 'consentEnded',
}

/** Where the platform's own sentence says more than ours. */
const TOLD_BY_PLATFORM: readonly ProblemKind[] = ['conflict', 'invalid', 'refused']

/** The two sentences of a problem: also for those beside a form. */
export function problemWords(
  words: Words,
  { kind, code, detail }: ShownProblem,
): { title: string; advice: string } {
  if (kind === 'setup') {
    const advice = code === 'insecure-page' ? words.setupInsecure : words.setupAdvice(code)
    return { title: words.setupTitle, advice }
  }
  const name = PROBLEM_NAMES[kind] ?? kind
  const said = TOLD_BY_PLATFORM.includes(kind) ? detail : undefined
  return {
    title: sentence(words, `${name}Title`) ?? words.unknownTitle,
    advice: said ?? sentence(words, `${name}Advice`) ?? words.unknownAdvice,
  }
}

function sentence(words: Messages, name: string): string | undefined {
  const word = words[name]
  return typeof word === 'string' ? word : undefined
}
