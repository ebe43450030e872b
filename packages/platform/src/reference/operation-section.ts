/** One operation as a part of a page, with a form that sends it. */
import { PROBLEMS } from '@qiyema/core/contract'
import type { Language } from '../http/language.js'
import { type Html, html } from '../pages/html.js'
import type { ShownOperation, ShownParameter } from './operations.js'
import { CALLERS, REPETITIONS, TEXTS } from './texts.js'

/** Closed until somebody wants it; its name is its address in the page. */
export function operationSection(shown: ShownOperation, language: Language): Html {
  const { name, operation, problems, body, answer } = shown
  const { method, path, summary, callers, components, repetition, status, answerType, bodyType } = operation
  return html`<details class="operation" id="${name}">
<summary><code class="method">${method}</code> <code>${path}</code> <span>${summary[language]}</span></summary>
<dl>
<dt>${TEXTS.callers[language]}</dt><dd>${callers.map(caller => CALLERS[caller][language]).join(' · ')}</dd>
${components && html`<dt>${TEXTS.components[language]}</dt><dd><code>${components.join(' ')}</code></dd>`}
<dt>${TEXTS.repetition[language]}</dt><dd>${REPETITIONS[repetition][language]}</dd>
<dt>SDK</dt><dd><code>client.${name}()</code></dd>
</dl>
${parameterTable(shown.parameters, language)}
${(body ?? bodyType) && html`<h4>${TEXTS.body[language]}</h4>${body ? html`<pre tabindex="0">${body}</pre>` : html`<p><code>${bodyType?.join(', ')}</code></p>`}`}
<h4>${TEXTS.answer[language]} <code>${status}</code></h4>
${answer ? html`<pre tabindex="0">${answer}</pre>` : html`<p><code>${answerType ?? TEXTS.none[language]}</code></p>`}
<h4>${TEXTS.problems[language]}</h4>
<ul class="problems">${problems.map(
    code =>
      html`<li><a href="/problems/${code}"><code>${PROBLEMS[code].status} ${code}</code></a> ${PROBLEMS[code].title[language]}</li>`,
  )}</ul>
${isSendable(shown) && attemptForm(shown, language)}
</details>`
}

function parameterTable(parameters: readonly ShownParameter[], language: Language): Html | undefined {
  if (parameters.length === 0) return undefined
  return html`<h4>${TEXTS.parameters[language]}</h4>
<ul class="parameters">${parameters.map(
    ({ name, place, isRequired }) =>
      html`<li><code>${name}</code> <small>${place}${isRequired && ` · ${TEXTS.required[language]}`}</small></li>`,
  )}</ul>`
}

/** A form holds JSON and a token. Files, and proofs of a browser's key, are for clients. */
function isSendable({ operation: { callers, bodyType } }: ShownOperation): boolean {
  return !bodyType && callers.some(caller => caller !== 'widget')
}

function attemptForm({ operation, parameters, body }: ShownOperation, language: Language): Html {
  const { method, path, callers, repetition } = operation
  const wantsToken = !callers.includes('anyone')
  return html`<form class="attempt" method="get" action="${path}" data-method="${method}" data-repetition="${repetition}">
<h4>${TEXTS.attempt[language]}</h4>
${wantsToken && html`<label>${TEXTS.token[language]}<input name="token" autocomplete="off" data-place="token"></label>`}
${parameters.map(
  ({ name, place, isRequired, example }) =>
    html`<label>${name}<input name="${name}" value="${example}" data-place="${place}" autocomplete="off"${isRequired && html` required`}></label>`,
)}
${body && html`<label>${TEXTS.body[language]}<textarea name="body" rows="8" spellcheck="false" data-place="body">${body}</textarea></label>`}
<button>${TEXTS.send[language]}</button>
<output aria-live="polite"></output>
</form>`
}
