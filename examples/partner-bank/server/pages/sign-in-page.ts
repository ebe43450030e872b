/** The first page: what the bank stands for, and the two doors of the demonstration. */
import { html, raw } from 'hono/html'
import type { Banks } from '../banks.ts'
import { CUSTOMERS } from '../customers.ts'
import type { Visit } from '../visit.ts'
import type { Html } from './layout.ts'

export function signInContent(
  { texts: { signIn: texts }, language }: Visit,
  banks: Banks,
  notice = '',
): Html {
  return html`<div class="hero"><div class="measure">
<p class="motto">${texts.motto}</p>
<h1>${texts.title}</h1>
<p class="lead">${texts.lead}</p>
</div></div>
<div class="measure">
${notice ? html`<p class="notice bad" role="alert">${notice}</p>` : ''}
<div class="doors">
<form class="door" method="post" action="/sign-in">
<h2>${texts.customerTitle}</h2>
<p>${texts.customerLead}</p>
<fieldset class="choices"><legend class="visually-hidden">${texts.customerTitle}</legend>
${CUSTOMERS.map(
  ({ uscc, name, trade }, index) => html`<label class="choice">
<input type="radio" name="uscc" value="${uscc}" required${index === 0 ? raw(' checked') : ''}>
<span><b>${name[language]}</b><span class="quiet">${trade[language]}</span><span class="quiet code">${uscc}</span></span>
</label>`,
)}
</fieldset>
<button class="button" name="door" value="customer">${texts.customerSubmit}</button>
</form>
<form class="door" method="post" action="/sign-in">
<h2>${texts.officerTitle}</h2>
<p>${texts.officerLead}</p>
<label class="field"><span>${texts.actAs}</span>
<select name="bank">
${banks.all.map(({ clientId, name }) => html`<option value="${clientId}">${name[language]}</option>`)}
</select></label>
<button class="button secondary" name="door" value="officer">${texts.officerSubmit}</button>
</form>
</div>
<ul class="promises">
${texts.promises.map(([title, body]) => html`<li><h3>${title}</h3><p>${body}</p></li>`)}
</ul>
</div>`
}
