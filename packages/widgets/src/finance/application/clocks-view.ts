/** Clocks that run: who owes what by when; and what is late is called late. */
import { html, nothing, type TemplateResult } from 'lit'
import { type LoanDesk, sentence } from './desk.js'
import { type Due, dueOf } from './due.js'
import type { Clock } from './loan.js'

export function clocksView(clocks: readonly Clock[], desk: LoanDesk): TemplateResult | typeof nothing {
  if (clocks.length === 0) return nothing
  const { words, formats, now } = desk
  return html`
    <ul class="clocks" aria-label=${words.clocks}>
      ${clocks.map(clock => {
        const due = dueOf(clock, now)
        return html`
          <li data-overdue=${due.isOverdue}>
            <span>${sentence(words, `clock-${clock.name}`) ?? words['clock-other']}</span>
            <time class="quiet number" datetime=${clock.dueAt}>${words.dueAt(formats.dateTime(clock.dueAt))}</time>
            <strong>${distance(due, desk)}</strong>
          </li>
        `
      })}
    </ul>
  `
}

function distance({ isOverdue, days, hours }: Due, { words, formats }: LoanDesk): string {
  const inDays = formats.count(days)
  const inHours = formats.count(hours)
  if (isOverdue) {
    if (days > 0) return words.overDays(inDays)
    return hours > 0 ? words.overHours(inHours) : words.overLittle
  }
  if (days > 0) return words.leftDays(inDays, inHours)
  return hours > 0 ? words.leftHours(inHours) : words.leftLittle
}
