/** A page of signing in, in the frame that all pages have. It works without scripts, and nothing in it comes from elsewhere. */
import type { Texts } from '@qiyema/core/contract'
import type { Language } from '../http/language.js'
import { type Exchange, vary } from '../http/serve.js'
import { issuingCounty } from '../issuing/issuer.js'
import { pageAssets } from '../pages/assets.js'
import { pageDocument } from '../pages/document.js'
import { type Html, html } from '../pages/html.js'
import type { SignInServices } from './services.js'

export interface Page {
  readonly title: Texts
  readonly main: (language: Language) => Html
  readonly language: Language
  /** With its query, for a page that needs one. */
  readonly otherLanguage?: string
  /** Origins, beside our own, that its forms lead to in the end. */
  readonly formTargets?: readonly string[]
  readonly status?: number
}

export async function pageAnswer(
  { headers }: Exchange,
  page: Page,
  { store }: SignInServices,
): Promise<Response> {
  const { title, main, language, otherLanguage, formTargets = [], status = 200 } = page
  const { name: publisher } = await store.transact({ kind: 'anyone' }, issuingCounty)
  const { stylesheet, icon } = await pageAssets()
  const frame = {
    language,
    title: title[language],
    publisher,
    stylesheetPath: stylesheet.path,
    iconPath: icon.path,
    ...(otherLanguage !== undefined && { otherLanguage }),
  }
  vary(headers, 'Accept-Language')
  return new Response(pageDocument(frame, main(language), html`<p>${FOOT[language]}</p>`), {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-language': language,
      'cache-control': 'no-store',
      'content-security-policy': policyOf(formTargets),
      // Without one a browser would not tell where a form comes from.
      'referrer-policy': 'same-origin',
    },
  })
}

/** Browsers hold every address that a form is sent on to against `form-action`. */
function policyOf(formTargets: readonly string[]): string {
  const targets = ["'self'", ...formTargets].join(' ')
  return `default-src 'none'; style-src 'self'; img-src 'self'; form-action ${targets}; base-uri 'none'; frame-ancestors 'none'`
}

const FOOT: Texts = {
  'zh-CN': '登录只用于确认您是谁；您能办什么，以企业的授权和部门的职责为准。',
  en: 'Signing in says who you are. What you may do, your enterprise or your department has decided.',
}
