/** The top of both pages: a skip link, the name, and the language switch. */
import { html, type TemplateResult } from 'lit'
import type { Language } from '../texts/language.js'
import type { Texts } from '../texts/texts.js'
import { icon } from './icons.js'

const LANGUAGES: readonly (readonly [Language, string])[] = [
  ['zh-CN', '中文'],
  ['en', 'English'],
]

export function headerView(
  language: Language,
  texts: Texts,
  speak: (language: Language) => void,
): TemplateResult {
  return html`
    <a class="skip" href="#main" @click=${skip}>${texts.page.skip}</a>
    <header class="top">
      <a class="brand" href=${import.meta.env.BASE_URL}>${icon('seal')}<span>${texts.page.title}</span></a>
      <div class="languages" role="group" aria-label=${texts.page.languages}>
        ${LANGUAGES.map(
          ([code, name]) => html`
            <button
              type="button"
              lang=${code}
              aria-pressed=${code === language}
              @click=${() => speak(code)}
            >
              ${name}
            </button>
          `,
        )}
      </div>
    </header>
  `
}

/** By hand, because the fragment of the page's address belongs to codes. */
function skip(event: Event): void {
  event.preventDefault()
  document.getElementById('main')?.focus()
}
