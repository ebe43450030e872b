/** The frame around every page: who publishes it, in which language, and the other one a step away. */
import type { Texts } from '@qiyema/core/contract'
import type { Language } from '../http/language.js'
import type { LocalisedText } from '../store/columns.js'
import { type Html, html } from './html.js'

/** A text in a language, and Chinese where there is no other. */
export function inLanguage(text: LocalisedText, language: Language): string {
  return text[language] ?? text['zh-CN']
}

export interface PageFrame {
  readonly language: Language
  readonly title: string
  /** The county. */
  readonly publisher: LocalisedText
  readonly stylesheetPath: string
  readonly iconPath: string
  /** Where the page is in the other language, for one that needs more of its query than that. */
  readonly otherLanguage?: string
}

/** A whole page. */
export function pageDocument(frame: PageFrame, main: Html, foot: Html): string {
  const { language, title, publisher, stylesheetPath, iconPath } = frame
  const other = language === 'en' ? 'zh-CN' : 'en'
  const { otherLanguage = `?lang=${other}` } = frame
  const page = html`<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="format-detection" content="telephone=no">
<title>${title}</title>
<link rel="stylesheet" href="${stylesheetPath}">
<link rel="icon" href="${iconPath}" type="image/svg+xml">
</head>
<body>
<header class="top">
<p class="issuer">${SEAL}<span>${inLanguage(publisher, language)}<small>${NAME[language]}</small></span></p>
<a class="other" href="${otherLanguage}" hreflang="${other}" lang="${other}">${OTHER[language]}</a>
</header>
<main>
${main}
</main>
<footer class="foot">
${foot}
</footer>
</body>
</html>`
  return `<!doctype html>\n${page.markup}\n`
}

const NAME: Texts = { 'zh-CN': '企业码', en: 'Enterprise Code · 企业码' }
const OTHER: Texts = { 'zh-CN': 'English', en: '中文' }

const SEAL = html`<svg class="seal" viewBox="0 0 36 36" aria-hidden="true"><rect width="36" height="36" rx="8"/><text x="18" y="25">企</text></svg>`

/** What stands beside the title in a list of open pages. */
export const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 36 36"><rect width="36" height="36" rx="8" fill="#0b5a52"/><text x="18" y="25" fill="#fff" font-size="20" font-weight="700" text-anchor="middle">企</text></svg>`
