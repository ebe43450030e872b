/** What somebody sees whose sign-in nothing is known of: it took too long, or it is another browser's. */
import type { Exchange } from '../http/serve.js'
import { html } from '../pages/html.js'
import { pageAnswer } from './page.js'
import type { SignInServices } from './services.js'

export function refusedPage(exchange: Exchange, services: SignInServices): Promise<Response> {
  const chosen = new URLSearchParams(exchange.search).get('lang')
  return pageAnswer(
    exchange,
    {
      title: TITLE,
      language: chosen === 'en' || chosen === 'zh-CN' ? chosen : exchange.language,
      status: 400,
      main: language => html`<section>
<h1>${TITLE[language]}</h1>
<p>${SENTENCE[language]}</p>
</section>`,
    },
    services,
  )
}

const TITLE = { 'zh-CN': '登录没有完成', en: 'You are not signed in' }

const SENTENCE = {
  'zh-CN': '登录已超时、已被使用，或是在其他浏览器中开始的。请回到您要使用的系统，重新登录。',
  en: 'This sign-in took too long, was used already, or began in another browser. Go back to where you came from, and sign in again.',
}
