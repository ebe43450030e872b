/** Asks once, in place, before a step that cannot be undone; and says what went wrong with it. */
import { html, nothing, type TemplateResult } from 'lit'
import { problemWords } from '../../shared/states.js'
import type { Question, QuestionDesk } from './desk.js'

export interface QuestionParts {
  readonly question: Question
  /** The id of what is asked about. */
  readonly subject: string
  readonly title: string
  readonly advice: string
  readonly confirm: string
  readonly isDanger: boolean
  /** Further fields, and what was typed in them. */
  readonly fields?: TemplateResult | typeof nothing
  onConfirm(typed: FormData): void
}

export function questionPanel(parts: QuestionParts, desk: QuestionDesk): TemplateResult {
  const { question, subject, title, advice, confirm, isDanger, fields = nothing, onConfirm } = parts
  const { steps, isBusy } = desk
  const submit = (event: Event) => {
    event.preventDefault()
    const { currentTarget: form } = event
    if (form instanceof HTMLFormElement && !isBusy) onConfirm(new FormData(form))
  }
  return html`
    <form class="notice question" data-question=${question} tabindex="-1" novalidate aria-labelledby="ask-${subject}" @submit=${submit}>
      <h4 id="ask-${subject}">${title}</h4>
      <p>${advice}</p>
      ${fields}
      ${problemNote(subject, desk)}
      <div class="answers">
        <button type="submit" class="button" data-kind=${isDanger ? 'danger' : nothing} aria-disabled=${isBusy}>
          ${isBusy ? steps.working : confirm}
        </button>
        <button type="button" class="button" data-kind="secondary" @click=${() => desk.ask(question, subject)}>${steps.back}</button>
      </div>
    </form>
  `
}

export function problemNote(subject: string, desk: QuestionDesk): TemplateResult | typeof nothing {
  const problem = desk.problemWith(subject)
  if (!problem) return nothing
  const { steps, shared } = desk
  const { title, advice } = problemWords(shared, problem)
  const isElsewhere = problem.code === 'forbidden'
  return html`
    <div class="notice" data-tone="error" role="alert">
      <p class="notice-title">${title}</p>
      <p>${isElsewhere ? steps.withdrawElsewhere : advice}</p>
      ${problem.requestId ? html`<p class="quiet">${shared.requestId(problem.requestId)}</p>` : nothing}
    </div>
  `
}
