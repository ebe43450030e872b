/** The public card on a page, each line with whose word it is. */
import type { card, Texts } from '@qiyema/core/contract'
import type * as z from 'zod/mini'
import type { Language } from '../http/language.js'
import { inLanguage } from './document.js'
import { type Html, html, type Piece } from './html.js'

type Card = z.output<typeof card>

export function cardSection(
  card: Card,
  { language, baseUrl }: { readonly language: Language; readonly baseUrl: string },
): Html {
  const { address, contactRole, representative, phone, email, website, products, strengths } = card
  const said = (label: keyof typeof WORDS, content: Piece) =>
    content ? html`<dt>${WORDS[label][language]}</dt><dd>${content}</dd>` : undefined
  return html`<section>
<h2>${WORDS.card[language]}</h2>
<dl>
${said('products', chinese(products))}
${said('strengths', chinese(strengths))}
${said('address', address && html`<span${address[language] === undefined && html` lang="zh-CN"`}>${inLanguage(address, language)}</span>`)}
${said('representative', representative && html`<span lang="zh-CN">${representative}</span>`)}
${said('contact', contactRole && html`<span lang="zh-CN">${contactRole}</span>`)}
${said('phone', phone && html`<a href="tel:${phone}">${phone}</a>`)}
${said('email', email && html`<a href="mailto:${email}">${email}</a>`)}
${said('website', isWeb(website) && html`<a href="${website}" rel="noopener nofollow">${website}</a>`)}
</dl>
${picturesOf(card)}
<p class="note">${WORDS.provenance[language]}</p>
<a class="action" href="${baseUrl}/v1/cards/${card.uscc}/vcard">${WORDS.save[language]}</a>
</section>`
}

/** What an enterprise writes is in Chinese, whatever the page is in. */
function chinese(lines: readonly string[]): Html | undefined {
  if (lines.length === 0) return undefined
  return html`<ul lang="zh-CN">${lines.map(line => html`<li>${line}</li>`)}</ul>`
}

function picturesOf({ pictures, name }: Card): Html | undefined {
  if (pictures.length === 0) return undefined
  const figures = pictures.map(
    ({ url, width, height, caption }) =>
      html`<figure><img src="${url}" width="${width}" height="${height}" alt="${caption ?? name['zh-CN']}" loading="lazy">${caption !== undefined && html`<figcaption lang="zh-CN">${caption}</figcaption>`}</figure>`,
  )
  return html`<div class="pictures">${figures}</div>`
}

/** Whatever was stated as a web site, only one is led to. */
function isWeb(website: string | undefined): boolean {
  return website !== undefined && /^https?:\/\//i.test(website)
}

const WORDS = {
  card: texts('企业名片', 'Business card'),
  products: texts('主要产品', 'Products'),
  strengths: texts('企业优势', 'Strengths'),
  address: texts('联系地址', 'Address'),
  representative: texts('负责人', 'Responsible person'),
  contact: texts('联系人', 'Contact'),
  phone: texts('电话', 'Telephone'),
  email: texts('电子邮箱', 'E-mail'),
  website: texts('网站', 'Web site'),
  provenance: texts(
    '名称、登记状态和负责人来自登记部门；产品、优势和联系方式由企业自行填写。',
    'Name, registration and responsible person are the registers’ word; products, strengths and contacts are the enterprise’s own.',
  ),
  save: texts('存入通讯录', 'Save to contacts'),
} as const satisfies Record<string, Texts>

function texts(zhCn: string, en: string): Texts {
  return { 'zh-CN': zhCn, en }
}
