/** One operation as a part of a page, with a form that sends it. */
import { PROBLEMS } from '@qiyema/core/contract'
import type { Language } from '../http/language.js'
import { breakable, type Html, html } from '../pages/html.js'
import type { ShownMember } from './members.js'
import type { ShownJson, ShownOperation, ShownParameter } from './operations.js'
import { CALLERS, REPETITIONS, TEXTS } from './texts.js'

/** Closed until somebody wants it; its name is its address in the page. */
export function operationSection(shown: ShownOperation, language: Language): Html {
  const { name, operation, problems, body, answer } = shown
  const { method, path, summary, callers, components, repetition, status, answerType, bodyType } = operation
  return html`<details class="operation" id="${name}">
<summary><code class="method">${method}</code> <code>${breakable(path)}</code> <span>${summary[language]}</span></summary>
<dl>
<dt>${TEXTS.callers[language]}</dt><dd>${callers.map(caller => CALLERS[caller][language]).join(' · ')}</dd>
${components && html`<dt>${TEXTS.components[language]}</dt><dd><code>${components.join(' ')}</code></dd>`}
<dt>${TEXTS.repetition[language]}</dt><dd>${REPETITIONS[repetition][language]}</dd>
<dt>SDK</dt><dd><code>client.${breakable(name)}()</code></dd>
</dl>
${parameterList(shown.parameters, language)}
${(body ?? bodyType) && html`<h2>${TEXTS.body[language]}</h2>${body ? json(body, language) : html`<p><code>${bodyType?.join(', ')}</code></p>`}`}
<h2>${TEXTS.answer[language]} <code>${status}</code></h2>
${answer ? json(answer, language) : html`<p><code>${answerType ?? TEXTS.none[language]}</code></p>`}
<h2>${TEXTS.problems[language]}</h2>
<ul class="problems">${problems.map(
    code =>
      html`<li><a href="/problems/${code}"><code>${PROBLEMS[code].status} ${code}</code></a> ${PROBLEMS[code].title[language]}</li>`,
  )}</ul>
${isSendable(shown) && attemptForm(shown, language)}
</details>`
}

function parameterList(parameters: readonly ShownParameter[], language: Language): Html | undefined {
  if (parameters.length === 0) return undefined
  return html`<h2>${TEXTS.parameters[language]}</h2>
<ul class="members">${parameters.map(({ member, place }) => memberLine(member, language, place))}</ul>`
}

/** An example first, since it says most at a glance; the members for whoever wants to know. */
function json({ members, example }: ShownJson, language: Language): Html {
  return html`<pre tabindex="0">${example}</pre>
<details><summary>${TEXTS.members[language]}</summary>
<ul class="members">${members.map(member => memberLine(member, language))}</ul>
</details>`
}

function memberLine(
  { path, type, isRequired, bounds }: ShownMember,
  language: Language,
  place?: string,
): Html {
  const facts = [place, isRequired && TEXTS.required[language], bounds].filter(Boolean).join(' · ')
  return html`<li><code>${breakable(path)}</code> <code class="type">${type}</code> <small>${facts}</small></li>`
}

/** A form holds JSON and a token. Files, and proofs of a browser's key, are for clients. */
function isSendable({ operation: { callers, bodyType } }: ShownOperation): boolean {
  return !bodyType && callers.some(caller => caller !== 'widget')
}

function attemptForm({ operation, parameters, body }: ShownOperation, language: Language): Html {
  const { method, path, callers, repetition, etag } = operation
  const wantsToken = !callers.includes('anyone')
  return html`<form class="attempt" method="get" action="${path}" data-method="${method}" data-repetition="${repetition}">
<h2>${TEXTS.attempt[language]}</h2>
${wantsToken && html`<label>${TEXTS.token[language]}<input name="token" autocomplete="off" data-place="token"></label>`}
${etag === 'required' && method !== 'GET' && html`<label>If-Match<input name="if-match" autocomplete="off" data-place="if-match" required></label>`}
${parameters.map(
  ({ member: { path: name, isRequired }, place, example }) =>
    html`<label>${name}<input name="${name}" value="${example}" data-place="${place}" autocomplete="off"${isRequired && html` required`}></label>`,
)}
${body && html`<label>${TEXTS.body[language]}<textarea name="body" rows="8" spellcheck="false" data-place="body">${body.example}</textarea></label>`}
<button>${TEXTS.send[language]}</button>
<output aria-live="polite"></output>
</form>`
}
