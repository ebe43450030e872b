/** What somebody sees who signs in for no application: the token, once. */
import type { Texts } from '@qiyema/core/contract'
import type { Language } from '../../http/language.js'
import { type Html, html } from '../../pages/html.js'
import type { SignedIn } from '../opened.js'

export const TITLE: Texts = { 'zh-CN': '已登录', en: 'Signed in' }

export function tokenPage({ token, expiresAt, person }: SignedIn, language: Language): Html {
  return html`<section>
<h1>${TITLE[language]}</h1>
<dl>
<dt>${WORDS.person[language]}</dt><dd lang="zh-CN">${person.name}</dd>
<dt>${WORDS.until[language]}</dt><dd><time datetime="${expiresAt}">${momentIn(expiresAt, language)}</time>${WORDS.beijing[language]}</dd>
</dl>
<h2 class="next">${WORDS.token[language]}</h2>
<p class="note">${WORDS.use[language]}</p>
<code class="token">${token}</code>
</section>`
}

function momentIn(moment: string, language: Language): string {
  return new Intl.DateTimeFormat(language, {
    timeZone: 'Asia/Shanghai',
    dateStyle: 'long',
    timeStyle: 'short',
  }).format(new Date(moment))
}

const WORDS = {
  person: { 'zh-CN': '身份', en: 'As' },
  until: { 'zh-CN': '有效期至', en: 'Until' },
  beijing: { 'zh-CN': '（北京时间）', en: ' (Beijing time)' },
  token: { 'zh-CN': '访问令牌', en: 'Your token' },
  use: {
    'zh-CN': '调用接口时放入请求头 Authorization: Bearer。此令牌只显示这一次。',
    en: 'It goes with every request as Authorization: Bearer. It is shown this once only.',
  },
} as const satisfies Record<string, Texts>
