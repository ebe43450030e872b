/** The pages of the reference: all applications, the operations of one, and what a problem means. */
import { COMMON_PROBLEMS, PROBLEMS, type ProblemCode, type Texts } from '@qiyema/core/contract'
import type { Language } from '../http/language.js'
import { APPLICATIONS } from '../openapi/prose.js'
import { pageDocument } from '../pages/document.js'
import { breakable, type Html, html } from '../pages/html.js'
import type { LocalisedText } from '../store/columns.js'
import { operationSection } from './operation-section.js'
import type { ShownOperation } from './operations.js'
import { TEXTS } from './texts.js'

/** What every page of the reference is drawn with. */
export interface ReferenceFrame {
  readonly language: Language
  readonly publisher: LocalisedText
  readonly stylesheetPath: string
  readonly iconPath: string
  readonly scriptPath: string
}

type Operations = ReadonlyMap<string, readonly ShownOperation[]>

export function indexPage(operations: Operations, frame: ReferenceFrame): string {
  const { language } = frame
  const applications = [...operations].map(
    ([application, shown]) => html`<section>
<h2><a href="/reference/${application}">${nameOf(application)[language]}</a></h2>
<ul class="operations">${shown.map(
      ({ name, operation: { method, path, summary } }) =>
        html`<li><a href="/reference/${application}#${name}"><code>${method} ${breakable(path)}</code></a> ${summary[language]}</li>`,
    )}</ul>
</section>`,
  )
  const main = html`<h1>${TEXTS.title[language]}</h1>
<p>${TEXTS.intro[language]} <a href="/openapi.json">openapi.json</a></p>
${applications}`
  return framed(TEXTS.title[language], main, frame)
}

export function applicationPage(
  application: string,
  shown: readonly ShownOperation[],
  frame: ReferenceFrame,
): string {
  const { language, scriptPath } = frame
  const title = nameOf(application)[language]
  const main = html`<p><a href="/reference">${TEXTS.all[language]}</a></p>
<h1>${title}</h1>
${shown.map(one => operationSection(one, language))}
<script type="module" src="${scriptPath}"></script>`
  return framed(title, main, frame)
}

export function problemPage(code: ProblemCode, operations: Operations, frame: ReferenceFrame): string {
  const { language } = frame
  const { title, status } = PROBLEMS[code]
  const raising = [...operations].flatMap(([application, shown]) =>
    shown.filter(({ problems }) => problems.includes(code)).map(({ name }) => ({ application, name })),
  )
  const isCommon = COMMON_PROBLEMS.includes(code)
  const main = html`<p><a href="/reference">${TEXTS.title[language]}</a></p>
<section>
<h1>${title[language]}</h1>
<dl>
<dt>${TEXTS.problemTitle[language]}</dt><dd><code>${code}</code></dd>
<dt>${TEXTS.status[language]}</dt><dd>${status}</dd>
<dt>${TEXTS.raisedBy[language]}</dt><dd>${
    isCommon
      ? TEXTS.everywhere[language]
      : html`<ul>${raising.map(({ application, name }) => html`<li><a href="/reference/${application}#${name}"><code>${breakable(name)}</code></a></li>`)}</ul>`
  }</dd>
</dl>
</section>`
  return framed(title[language], main, frame)
}

/** Whether a text is the code of a problem. */
export function isProblemCode(text: string): text is ProblemCode {
  return Object.hasOwn(PROBLEMS, text)
}

function nameOf(application: string): Texts {
  return APPLICATIONS[application] ?? { 'zh-CN': application, en: application }
}

function framed(title: string, main: Html, frame: ReferenceFrame): string {
  return pageDocument({ ...frame, title }, main, html`<p>Qiyema · RFC 9457 · OpenAPI 3.1</p>`)
}
