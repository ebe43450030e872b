/** The page that a telephone's camera opens: whose code it is, what it is worth at this moment, and what can be done from here. */
import type { card, Texts } from '@qiyema/core/contract'
import type * as z from 'zod/mini'
import type { Language } from '../http/language.js'
import type { IssuingCounty } from '../issuing/issuer.js'
import type { OurCode } from '../issuing/judge.js'
import type { EnterpriseRow } from '../registry/enterprises.js'
import { cardSection } from './card-section.js'
import { inLanguage, type PageFrame, pageDocument } from './document.js'
import { type Html, html } from './html.js'
import { ENDED, REGISTRATION } from './registration-words.js'
import { signOf } from './signs.js'
import { REVOKED_FOR_GOOD, VALID, VERDICTS, type Verdict } from './verdicts.js'

export type PublicCard = z.output<typeof card>

/** Everything that a page about a code shows. */
export interface CodeView {
  readonly judged: OurCode
  /** Of an enterprise whose code is in force. */
  readonly card?: PublicCard | undefined
  readonly county: IssuingCounty
  /** When the platform looked. */
  readonly asOf: Date
  readonly baseUrl: string
}

type Frame = Omit<PageFrame, 'title' | 'publisher'>

export function codePage(view: CodeView, frame: Frame): string {
  const { judged, county } = view
  const { language } = frame
  const { enterprise } = judged
  const verdict = verdictOf(judged)
  const heading = verdict.heading[language]
  const title = enterprise ? `${inLanguage(enterprise.name, language)} · ${heading}` : heading
  const main = enterprise ? known(enterprise, verdict, view, language) : unknown(verdict, language)
  return pageDocument({ ...frame, title, publisher: county.name }, main, foot(view, language))
}

function verdictOf({ outcome, assurance = 'registered', enterprise }: OurCode): Verdict {
  if (outcome === 'valid') return VALID[assurance]
  // Whoever is gone has no other code, and nobody is sent to ask for one.
  const isGone = enterprise !== undefined && ENDED.has(enterprise.registration_status)
  return isGone && outcome === 'revoked' ? REVOKED_FOR_GOOD : VERDICTS[outcome]
}

/** Who it is comes first, then what the code is worth, then what the enterprise and the county have to say. */
function known(enterprise: EnterpriseRow, verdict: Verdict, view: CodeView, language: Language): Html {
  const { card, county, baseUrl } = view
  return html`<article>
<div class="who">
${nameOf(enterprise, language)}
<dl>
<dt>${WORDS.uscc[language]}</dt><dd class="number">${inGroups(enterprise.uscc)}</dd>
<dt>${WORDS.registration[language]}</dt><dd>${registrationOf(enterprise, language)}</dd>
${formerNames(enterprise, language)}
${validity(view, language)}
</dl>
${verdictBox(verdict, view, language)}
</div>
${card && cardSection(card, { language, baseUrl })}
${card && offersOf(county, language)}
</article>`
}

function unknown(verdict: Verdict, language: Language): Html {
  return html`<section class="who">
<div class="verdict">${signOf(verdict.sign)}<div><h1>${verdict.heading[language]}</h1><p>${verdict.meaning[language]}</p></div></div>
<h2 class="next">${WORDS.whatNow[language]}</h2>
<ul class="steps">${STEPS.map(step => html`<li>${step[language]}</li>`)}</ul>
</section>`
}

function nameOf({ name }: EnterpriseRow, language: Language): Html {
  const chinese = html`<span lang="zh-CN">${name['zh-CN']}</span>`
  if (language === 'zh-CN' || name.en === undefined)
    return html`<h1>${chinese}</h1>${language === 'zh-CN' && name.en !== undefined && html`<p class="second" lang="en">${name.en}</p>`}`
  return html`<h1>${name.en}</h1><p class="second">${chinese}</p>`
}

/** In fours for the eye; whoever copies it gets the eighteen characters. */
function inGroups(uscc: string): Html {
  const groups = uscc.match(/.{1,4}/g) ?? []
  return html`${groups.map(group => html`<span>${group}</span>`)}`
}

function registrationOf(enterprise: EnterpriseRow, language: Language): Html {
  const { registration_status: status, moved_to: movedTo } = enterprise
  const words = REGISTRATION[status][language]
  if (movedTo === null || status !== 'moved-out') return html`${words}`
  return html`${words}${language === 'en' ? ' ' : ''}${WORDS.toRegion[language].replace('{region}', movedTo)}`
}

function formerNames({ former_names: names }: EnterpriseRow, language: Language): Html | false {
  if (names.length === 0) return false
  const items = names.map(name => html`<li>${name}</li>`)
  return html`<dt>${WORDS.formerNames[language]}</dt><dd lang="zh-CN"><ul>${items}</ul></dd>`
}

function validity({ judged: { code } }: CodeView, language: Language): Html | undefined {
  return (
    code &&
    html`<dt>${WORDS.validity[language]}</dt><dd>${momentIn(new Date(code.issuedAt * 1000), language)} – ${momentIn(new Date(code.expiresAt * 1000), language)}</dd>`
  )
}

function verdictBox({ sign, heading, meaning }: Verdict, { asOf }: CodeView, language: Language): Html {
  return html`<div class="verdict">${signOf(sign)}<div><h2>${heading[language]}</h2><p>${meaning[language]}</p>
<p class="note">${WORDS.checked[language]}<time datetime="${asOf.toISOString()}">${momentIn(asOf, language)}</time>${WORDS.beijing[language]}</p></div></div>`
}

function offersOf({ name, offers }: IssuingCounty, language: Language): Html | false {
  if (offers.length === 0) return false
  const items = offers.map(
    ({ title, url }) => html`<li><a href="${url}" rel="noopener">${inLanguage(title, language)}</a></li>`,
  )
  return html`<section class="offered"><h2>${WORDS.offers[language].replace('{county}', inLanguage(name, language))}</h2>
<ul class="offers">${items}</ul></section>`
}

function foot({ county, judged: { enterprise } }: CodeView, language: Language): Html {
  const issuer = inLanguage(county.name, language)
  return html`<p>${WORDS.issuer[language].replace('{county}', issuer)}</p>
${enterprise && html`<p>${WORDS.correction[language]}</p>`}`
}

/** To the minute in Beijing's time, as people there write it. */
function momentIn(moment: Date, language: Language): string {
  return new Intl.DateTimeFormat(language, {
    timeZone: 'Asia/Shanghai',
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(moment)
}

const WORDS = {
  uscc: texts('统一社会信用代码', 'Unified Social Credit Code'),
  registration: texts('登记状态', 'Registration'),
  toRegion: texts('（迁至区划代码 {region}）', '(to region {region}, GB/T 2260)'),
  formerNames: texts('曾用名', 'Former names'),
  validity: texts('此码有效期', 'Validity of this code'),
  checked: texts('平台已在线核验：', 'Checked online by the platform: '),
  beijing: texts('（北京时间）', ' (Beijing time)'),
  offers: texts('{county}可以办', 'What {county} offers'),
  whatNow: texts('您可以这样做', 'What you can do'),
  issuer: texts(
    '企业码由{county}签发。码上不收费，不索要密码或验证码。',
    'Issued by {county}. Scanning costs nothing, and nobody asks for a password here.',
  ),
  correction: texts(
    '信息有误？企业可在本平台申请更正，由该项信息的主管部门处理。',
    'Is something wrong? The enterprise can ask for a correction, which reaches the department that keeps the fact.',
  ),
} as const satisfies Record<string, Texts>

const STEPS: readonly Texts[] = [
  texts(
    '用手机相机再扫描一次原码，避免反光和折痕。',
    'Scan the original square once more, without glare or folds.',
  ),
  texts('请企业人员在手机上重新亮码。', 'Ask the enterprise’s people to show their code anew.'),
  texts(
    '如仍不确定，请按统一社会信用代码在国家企业信用信息公示系统查询该企业。',
    'If you are still not sure, look the enterprise up by its credit code in the National Enterprise Credit Information Publicity System.',
  ),
]

function texts(zhCn: string, en: string): Texts {
  return { 'zh-CN': zhCn, en }
}
