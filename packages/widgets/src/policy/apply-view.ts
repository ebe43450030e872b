/** Until when one may apply, by when it is decided, how it is paid out, and the way to apply. */
import { html, nothing, type TemplateResult } from 'lit'
import { closingTime } from './application-window.js'
import { deadlineOf } from './deadline.js'
import type { PolicyItem } from './policy.js'
import { type DetailsView, documentAddress, telephone, wordIn } from './policy-details.js'

export interface ApplyView extends DetailsView {
  readonly now: number
  /** Of an application of today; undefined where nothing is promised, or one cannot apply today. */
  readonly promisedBy: string | undefined
  /** The person has asked how, and the host has not taken over. */
  readonly isTold: boolean
  apply(): void
}

export function applyView(item: PolicyItem, around: ApplyView): TemplateResult {
  const { words, terms, formats, promisedBy, now } = around
  const { promiseWorkingDays, redemption } = item
  const isOpen = deadlineOf(item, now).kind !== 'closed' && item.isOpen
  const needsApplication = redemption !== 'no-application'
  return html`
    <div class="apply">
      ${item.validity === 'in-force' || item.validity === 'upcoming' ? html`<p class="apply-when">${whenText(item, around)}</p>` : nothing}
      <p><strong>${terms.word('redemption', redemption)}</strong>　${wordIn(words, `advice:${redemption}`) ?? nothing}</p>
      ${
        promiseWorkingDays === undefined
          ? nothing
          : html`<p>${words.promised(formats.count(promiseWorkingDays))}${promisedBy === undefined || !needsApplication ? nothing : html` <span class="quiet">${words.promisedBy(formats.date(promisedBy))}</span>`}</p>`
      }
      ${isOpen && needsApplication ? html`<button type="button" class="button" aria-expanded=${around.isTold} @click=${around.apply}>${words.apply}</button>` : nothing}
      ${around.isTold ? howView(item, around) : nothing}
    </div>
  `
}

function whenText(item: PolicyItem, { words, formats, now }: ApplyView) {
  const deadline = deadlineOf(item, now)
  switch (deadline.kind) {
    case 'always':
      return words.always
    case 'opens':
      return words.opens(formats.date(deadline.firstDay))
    case 'closed':
      return words.closed
    case 'open': {
      const time = closingTime(item)
      const day = formats.date(deadline.lastDay)
      const until = time === undefined ? words.openUntil(day) : words.openUntilTime(day, time)
      const left = deadline.days === 0 ? words.lastDay : words.daysLeft(formats.count(deadline.days))
      return html`${until} <span class="badge number" data-tone=${deadline.days <= SOON_DAYS ? 'caution' : 'plain'}>${left}</span>`
    }
  }
}

/** Within this many days a deadline is marked. */
const SOON_DAYS = 14

function howView(item: PolicyItem, { words, formats }: ApplyView) {
  const { phone } = item
  const address = documentAddress(item)
  return html`
    <div class="notice how" tabindex="-1">
      <p class="notice-title">${words.applyHow}</p>
      ${address === undefined ? html`<p>${words.howDepartment(formats.localised(item.department))}</p>` : html`<p>${words.howDocument} <a class="target" href=${address} target="_blank" rel="noopener noreferrer">${words.openDocument}</a></p>`}
      ${phone === undefined ? nothing : html`<p><a class="target" href=${telephone(phone)}>${words.howPhone(phone)}</a></p>`}
    </div>
  `
}
