/** The frame of every page: head, header with the sections, footer. */
import { html, raw } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'
import type { PageAssets } from '../assets.ts'
import type { Look, Visit } from '../visit.ts'

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>

export interface Page {
  readonly title: string
  readonly assets: PageAssets
  readonly content: Html
  /** Of the sections of the enterprise's bank. */
  readonly section?: string
}

const SECTIONS = [
  ['overview', '/'],
  ['policies', '/policies'],
  ['loans', '/loans'],
  ['consents', '/consents'],
  ['scan', '/scan'],
] as const

/** One button leads through them all. */
const NEXT_LOOK: Readonly<Record<Look, Look>> = { auto: 'light', light: 'dark', dark: 'auto' }

export function layout(visit: Visit, { title, assets, content, section }: Page): Html {
  const { texts, language, look } = visit
  return html`<!doctype html>
<html lang="${language}" data-look="${look}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="${look === 'auto' ? 'light dark' : look}">
<title>${title} · ${texts.bank}</title>
<link rel="icon" href="/seal.svg" type="image/svg+xml">
${assets.styles.map(file => html`<link rel="stylesheet" href="${file}">`)}
${assets.scripts.map(file => html`<script type="module" src="${file}"></script>`)}
</head>
<body>
<a class="skip" href="#content">${texts.skip}</a>
${header(visit, section)}
<main id="content" tabindex="-1">${content}</main>
<footer class="footer"><div class="measure">
<p>${texts.demonstration}</p>
<p>${texts.poweredBy}</p>
</div></footer>
</body>
</html>`
}

function header(visit: Visit, section: string | undefined): Html {
  const { texts, signIn } = visit
  return html`<header class="header">
<div class="measure header-row">
<a class="brand" href="${signIn?.kind === 'officer' ? '/desk' : '/'}">
<img class="seal" src="/seal.svg" alt="" width="44" height="44">
<span class="brand-name"><b>${texts.bank}</b><span>${texts.branch}</span></span>
</a>
<div class="header-tools">${preferences(visit)}${signIn ? signOutForm(texts.signOut) : ''}</div>
</div>
${signIn?.kind === 'customer' ? sections(visit, section) : ''}
</header>`
}

function sections({ texts }: Visit, section: string | undefined): Html {
  return html`<nav class="sections" aria-label="${texts.menu}"><ul class="measure">
${SECTIONS.map(
  ([name, path]) =>
    html`<li><a href="${path}"${name === section ? raw(' aria-current="page"') : ''}>${texts.nav[name]}</a></li>`,
)}
</ul></nav>`
}

function preferences({ texts, language, look, path }: Visit): Html {
  const other = language === 'en' ? 'zh-CN' : 'en'
  return html`<form class="preferences" method="post" action="/preferences">
<input type="hidden" name="back" value="${path}">
<button class="plain" name="look" value="${NEXT_LOOK[look]}">${texts.look[look]}</button>
<button class="plain" name="language" value="${other}" lang="${other}">${texts.otherLanguage}</button>
</form>`
}

function signOutForm(label: string): Html {
  return html`<form method="post" action="/sign-out"><button class="plain">${label}</button></form>`
}
