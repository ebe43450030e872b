/** The desk: needs that wait for a bank, what this bank has taken up, and what the platform told it. */
import { newIdempotencyKey } from '@qiyema/core'
import { html, raw } from 'hono/html'
import type { Bank, Banks } from '../banks.ts'
import type { Html } from '../pages/layout.ts'
import { labelOf, type Visit } from '../visit.ts'
import type { News } from '../webhooks.ts'
import type { Application, QueuedNeed } from './loans.ts'
import type { Refusal } from './refusal.ts'

export interface Desk {
  readonly bank: Bank
  readonly banks: Banks
  readonly queue: readonly QueuedNeed[]
  readonly applications: readonly Application[]
  readonly news: readonly News[]
  readonly refusal?: Refusal | undefined
}

export function deskContent(visit: Visit, { bank, banks, queue, applications, news, refusal }: Desk): Html {
  const { desk } = visit.texts
  return html`<div class="measure desk">
${actAs(visit, bank, banks)}
<div class="title"><h1>${desk.title}</h1></div>
${refusal ? refusalNotice(refusal) : ''}
<section aria-labelledby="queue-title">
<div class="section-head"><h2 id="queue-title">${desk.queue} <span class="count">${queue.length}</span></h2><a href="/desk">${desk.refresh}</a></div>
<p class="quiet">${desk.queueLead}</p>
${queue.length === 0 ? html`<p class="empty">${desk.queueEmpty}</p>` : ''}
<ul class="needs">${queue.map(need => needItem(visit, need))}</ul>
</section>
<section aria-labelledby="mine-title">
<h2 id="mine-title">${desk.mine} <span class="count">${applications.length}</span></h2>
${applications.length === 0 ? html`<p class="empty">${desk.mineEmpty}</p>` : ''}
<ul class="applications">${applications.map(application => applicationItem(visit, application))}</ul>
</section>
<section aria-labelledby="news-title">
<h2 id="news-title">${desk.news}</h2>
${news.length === 0 ? html`<p class="empty">${desk.newsEmpty}</p>` : ''}
<ol class="news">${news.slice(0, 12).map(one => newsItem(visit, one))}</ol>
</section>
</div>`
}

export function refusalNotice({ sentence, requestId }: Refusal): Html {
  return html`<div class="notice bad" role="alert"><p>${sentence}</p>${requestId ? html`<p class="quiet code">${requestId}</p>` : ''}</div>`
}

/** In the demonstration one officer plays several banks. */
function actAs({ texts: { desk }, language }: Visit, bank: Bank, { all }: Banks): Html {
  return html`<form class="act-as" method="post" action="/desk/act-as">
<label for="bank">${desk.actingFor}</label>
<select id="bank" name="bank">${all.map(
    ({ clientId, name }) =>
      html`<option value="${clientId}"${clientId === bank.clientId ? raw(' selected') : ''}>${name[language]}</option>`,
  )}</select>
<button class="button small secondary">${desk.actAs}</button>
</form>`
}

function needItem({ texts, formats }: Visit, need: QueuedNeed): Html {
  const { desk, purposes, guarantees } = texts
  const offered = need.guarantees.map(one => labelOf(guarantees, one)).join('、')
  const isFitting = need.matches.some(({ result }) => result === 'yes')
  return html`<li class="need">
<p class="need-amount">${formats.amount(need.amount.amountFen)}</p>
<dl class="facts">
<div><dt>${desk.tenor}</dt><dd>${need.tenorMonths} ${desk.months}</dd></div>
<div><dt>${desk.purpose}</dt><dd>${labelOf(purposes, need.purpose)}</dd></div>
<div><dt>${desk.guarantees}</dt><dd>${offered || desk.anyGuarantee}</dd></div>
<div><dt>${desk.posted}</dt><dd>${formats.dateTime(need.postedAt)}</dd></div>
</dl>
${isFitting ? html`<p class="tag good">${desk.fits}</p>` : ''}
<form method="post" action="/desk/needs/${need.id}/claim"><input type="hidden" name="key" value="${newIdempotencyKey()}">
<button class="button">${desk.claim}</button></form>
</li>`
}

function applicationItem({ texts, formats, language }: Visit, application: Application): Html {
  const { id, enterprise, need, state, consent } = application
  const name = enterprise.name[language] ?? enterprise.name['zh-CN']
  return html`<li><a href="/desk/applications/${id}">
<span class="application-name"><b><bdi>${name}</bdi></b><span class="quiet">${formats.amount(need.amount.amountFen)} · ${need.tenorMonths} ${texts.desk.months}</span></span>
<span class="tag">${labelOf(texts.states, state)}</span>
${consent.state === 'active' ? '' : html`<span class="tag bad">${labelOf(texts.consentStates, consent.state)}</span>`}
</a></li>`
}

function newsItem({ texts, formats }: Visit, { type, at, state }: News): Html {
  const what = labelOf(texts.newsTypes, type)
  const where = state === undefined ? '' : `：${labelOf(texts.states, state)}`
  return html`<li><time datetime="${at}">${formats.dateTime(at)}</time><span>${what}${where}</span></li>`
}
