/** One application, as the bank that has taken it up sees it: what stands, what comes next, what has happened. */
import { html } from 'hono/html'
import type { Html } from '../pages/layout.ts'
import { labelOf, type Visit } from '../visit.ts'
import type { ApplicationView } from './application-view.ts'
import { refusalNotice } from './desk-page.ts'
import { type Application, stepsFor } from './loans.ts'
import { stepForm } from './step-forms.ts'

export function applicationContent(visit: Visit, view: ApplicationView): Html {
  const { application, refusal } = view
  const { texts, language } = visit
  const { enterprise, state } = application
  return html`<div class="measure desk">
<p class="back"><a href="/desk">${texts.application.back}</a></p>
<div class="title"><p class="overline">${labelOf(texts.states, state)}</p>
<h1><bdi>${enterprise.name[language] ?? enterprise.name['zh-CN']}</bdi></h1><p class="quiet code">${enterprise.uscc}</p></div>
${refusal ? refusalNotice(refusal) : ''}
<div class="split">
<div class="stack">${nextSteps(visit, view)}${offerPart(visit, application)}${moneyPart(visit, application)}${materialsPart(visit, application)}</div>
<div class="aside">${needPart(visit, application)}${consentPart(visit, application)}${clocksPart(visit, application)}${timelinePart(visit, application)}</div>
</div>
</div>`
}

function nextSteps(visit: Visit, view: ApplicationView): Html {
  const { application: texts } = visit.texts
  const steps = stepsFor(view.application)
  const [first, ...others] = steps
  return html`<section aria-labelledby="next-title"><h2 id="next-title">${texts.nextTitle}</h2>
${first ? stepForm(visit, first, view) : html`<p class="empty">${idleWords(visit, view.application)}</p>`}
${others.map(step => html`<details class="other-step"><summary>${visit.texts.steps[step].title}</summary>${stepForm(visit, step, view)}</details>`)}
</section>`
}

function idleWords({ texts: { application: texts } }: Visit, { state, disbursement }: Application): string {
  if (state === 'paid-out' && disbursement?.state === 'fully') return texts.done
  return ['claimed', 'offered', 'accepted'].includes(state) ? texts.waiting : texts.decided
}

/** The rate first and largest, by PBoC announcement 2021 no. 3. */
function offerPart({ texts, formats }: Visit, { offer }: Application): Html | '' {
  if (!offer) return ''
  const { application } = texts
  return html`<section class="offer" aria-labelledby="offer-title"><h2 id="offer-title">${application.offer}</h2>
<p class="rate"><span class="rate-label">${application.rateLabel}</span><b class="rate-value">${formats.rate(offer.annualRate)}</b></p>
<dl class="facts">
${row(texts.desk.amount, formats.amount(offer.amount.amountFen))}
${row(texts.desk.tenor, `${offer.tenorMonths} ${texts.desk.months}`)}
${row(application.guarantee, labelOf(texts.guarantees, offer.guarantee))}
${row(application.repayment, labelOf(texts.repayments, offer.repayment))}
${row(application.validUntil, formats.lastDay(offer.validUntil))}
${offer.conditions ? row(application.conditions, offer.conditions) : ''}
</dl></section>`
}

function moneyPart({ texts, formats }: Visit, { credit, signedAt, disbursement }: Application): Html | '' {
  if (!credit) return ''
  const { application } = texts
  return html`<dl class="facts ledger">
${row(application.credit, formats.amount(credit.amount.amountFen))}
${signedAt ? row(application.signedAt, formats.dateTime(signedAt)) : ''}
${disbursement ? row(application.paidOut, formats.amount(disbursement.paidOut.amountFen)) : ''}
</dl>`
}

function materialsPart({ texts }: Visit, { id, materials, consent }: Application): Html | '' {
  if (materials.length === 0) return ''
  const { application } = texts
  return html`<section aria-labelledby="materials-title"><h2 id="materials-title">${application.materials}</h2>
<ul class="rows">${materials.map(
    material => html`<li><bdi>${material.name}</bdi>
${
  material.state === 'supplied' && consent.state === 'active'
    ? html`<a href="/desk/applications/${id}/materials/${material.id}">${application.download}</a>`
    : html`<span class="quiet">${application.materialAsked}</span>`
}</li>`,
  )}</ul></section>`
}

function needPart({ texts, formats }: Visit, { need, contact }: Application): Html {
  const { application, desk, purposes } = texts
  return html`<section aria-labelledby="need-title"><h2 id="need-title">${application.need}</h2>
<dl class="facts">
${row(desk.amount, formats.amount(need.amount.amountFen))}
${row(desk.tenor, `${need.tenorMonths} ${desk.months}`)}
${row(desk.purpose, labelOf(purposes, need.purpose))}
${need.description ? row(application.description, need.description) : ''}
${row(application.contact, contact ? `${contact.name} ${contact.phone}` : application.contactGone)}
</dl></section>`
}

function consentPart({ texts }: Visit, { id, consent }: Application): Html {
  const { application, consentStates } = texts
  const isActive = consent.state === 'active'
  return html`<section aria-labelledby="consent-title"><h2 id="consent-title">${application.consent}</h2>
<p><span class="tag ${isActive ? 'good' : 'bad'}">${labelOf(consentStates, consent.state)}</span></p>
${
  isActive
    ? html`<p><a class="button secondary" href="/desk/applications/${id}/facts">${application.readFacts}</a></p><p class="quiet">${application.readNote}</p>`
    : html`<p>${texts.refusals.consent_ended}</p>`
}</section>`
}

function clocksPart({ texts, formats }: Visit, { clocks }: Application): Html | '' {
  if (clocks.length === 0) return ''
  const { application } = texts
  return html`<section aria-labelledby="clocks-title"><h2 id="clocks-title">${application.clocks}</h2>
<dl class="facts">${clocks.map(
    ({ name, dueAt, isOverdue }) => html`<div><dt>${labelOf(texts.clocks, name)}</dt>
<dd>${formats.dateTime(dueAt)}${isOverdue ? html` <span class="tag bad">${application.overdue}</span>` : ''}</dd></div>`,
  )}</dl></section>`
}

function timelinePart({ texts, formats }: Visit, { timeline }: Application): Html {
  const { application, states, by } = texts
  return html`<section aria-labelledby="timeline-title"><h2 id="timeline-title">${application.timeline}</h2>
<ol class="timeline">${timeline.map(
    entry => html`<li><b>${labelOf(states, entry.state)}</b><span class="quiet">${formats.dateTime(entry.at)} · ${labelOf(by, entry.by)}</span>
${entry.note ? html`<span><bdi>${entry.note}</bdi></span>` : ''}</li>`,
  )}</ol></section>`
}

function row(name: string, value: string): Html {
  return html`<div><dt>${name}</dt><dd><bdi>${value}</bdi></dd></div>`
}
