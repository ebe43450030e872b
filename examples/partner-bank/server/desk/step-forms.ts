/** A form for each step. Each carries a key of its own, so that a step is taken once, however often it is sent. */
import { newIdempotencyKey } from '@qiyema/core'
import { html, raw } from 'hono/html'
import { dayIn, wanOfFen } from '../formats.ts'
import type { Html } from '../pages/layout.ts'
import { labelOf, type Visit } from '../visit.ts'
import type { ApplicationView } from './application-view.ts'
import { leftToPay, type Product, type Step } from './loans.ts'

const OFFER_DAYS = 10
const CREDIT_DAYS = 365

type Fields = (visit: Visit, view: ApplicationView) => Html | ''

const FIELDS: Readonly<Record<Step, Fields>> = {
  contact: ({ texts: { steps } }) => field(steps.contact.note, 'note', '', { maxLength: 500 }),

  materials: (
    { texts: { steps } },
    { filled },
  ) => html`<label class="field wide"><span>${steps.materials.names}</span>
<textarea name="names" rows="3" required>${filled?.names ?? steps.materials.preset}</textarea></label>`,

  offer: (visit, view) => offerFields(visit, view),

  credit: ({ texts: { steps } }, { application, filled }) => html`
${amountField(steps.credit.amount, filled?.amount ?? wanOfFen((application.offer ?? application.need).amount.amountFen))}
${field(steps.credit.until, 'until', filled?.until ?? dayIn(CREDIT_DAYS), { type: 'date' })}`,

  sign: ({ texts: { steps } }) => html`<p class="quiet wide">${steps.sign.note}</p>`,

  disburse: ({ texts: { steps }, formats }, { application, filled }) => html`
<p class="quiet wide">${steps.disburse.left} ${formats.amount(leftToPay(application))}</p>
${amountField(steps.disburse.amount, filled?.amount ?? wanOfFen(leftToPay(application)))}`,

  decline: ({ texts: { steps } }, { filled }) =>
    field(steps.decline.reason, 'reason', filled?.reason ?? '', { maxLength: 500 }),
}

export function stepForm(visit: Visit, step: Step, view: ApplicationView): Html {
  const { steps } = visit.texts
  const { id, state } = view.application
  const title = step === 'offer' && state === 'offered' ? steps.offer.better : steps[step].title
  return html`<form class="step" method="post" action="/desk/applications/${id}/${step}">
<h3>${title}</h3>
<input type="hidden" name="key" value="${newIdempotencyKey()}">
<div class="fields">${FIELDS[step](visit, view)}</div>
<button class="button${step === 'decline' ? ' danger' : ''}">${steps[step].submit}</button>
</form>`
}

function offerFields(visit: Visit, { application, products, filled = {} }: ApplicationView): Html {
  const { texts, language, formats } = visit
  const { offer: words } = texts.steps
  const { need, offer } = application
  const [first] = products
  const rate = filled.rate ?? percentOf(offer?.annualRate ?? first?.annualRate.min)
  return html`
${selectField(
  words.product,
  'productId',
  products.map(one => [one.id, productLabel(one, language, formats.rate)]),
  filled.productId ?? offer?.productId,
)}
${field(words.rate, 'rate', rate, { inputMode: 'decimal', hint: words.rateHint, isRequired: true })}
${amountField(words.amount, filled.amount ?? wanOfFen((offer ?? need).amount.amountFen))}
${field(words.tenor, 'tenorMonths', filled.tenorMonths ?? String((offer ?? need).tenorMonths), { inputMode: 'numeric', isRequired: true })}
${selectField(texts.application.repayment, 'repayment', choicesOf(products, 'repayments', texts.repayments), filled.repayment ?? offer?.repayment)}
${selectField(texts.application.guarantee, 'guarantee', choicesOf(products, 'guarantees', texts.guarantees), filled.guarantee ?? offer?.guarantee)}
${field(words.validUntil, 'validUntil', filled.validUntil ?? dayIn(OFFER_DAYS), { type: 'date', isRequired: true })}
${field(words.conditions, 'conditions', filled.conditions ?? offer?.conditions ?? '', { maxLength: 1000 })}`
}

function productLabel(
  { name, annualRate }: Product,
  language: Visit['language'],
  rate: (fraction: number) => string,
): string {
  return `${name[language] ?? name['zh-CN']} ${rate(annualRate.min)}–${rate(annualRate.max)}`
}

function choicesOf(
  products: readonly Product[],
  member: 'repayments' | 'guarantees',
  labels: Readonly<Record<string, string>>,
): readonly (readonly [string, string])[] {
  const codes = new Set(products.flatMap(product => product[member]))
  return [...codes].map(code => [code, labelOf(labels, code)])
}

/** Of a fraction, without what binary fractions add: 0.0345 is 3.45. */
function percentOf(fraction: number | undefined): string {
  return fraction === undefined ? '' : String(Number((fraction * 100).toFixed(4)))
}

interface FieldWishes {
  readonly type?: 'text' | 'date'
  readonly inputMode?: 'text' | 'decimal' | 'numeric'
  readonly maxLength?: number
  readonly hint?: string
  readonly isRequired?: boolean
}

function field(label: string, name: string, value: string, wishes: FieldWishes = {}): Html {
  const { type = 'text', inputMode = 'text', maxLength = 100, hint = '', isRequired = false } = wishes
  return html`<label class="field"><span>${label}</span>
<input type="${type}" name="${name}" value="${value}" inputmode="${inputMode}" maxlength="${maxLength}" autocomplete="off"${isRequired ? raw(' required') : ''}>
${hint ? html`<span class="quiet">${hint}</span>` : ''}</label>`
}

function amountField(label: string, value: string): Html {
  return field(label, 'amount', value, { inputMode: 'decimal', isRequired: true })
}

function selectField(
  label: string,
  name: string,
  choices: readonly (readonly [string, string])[],
  chosen: string | undefined,
): Html {
  return html`<label class="field"><span>${label}</span><select name="${name}" required>
${choices.map(
  ([value, text]) =>
    html`<option value="${value}"${value === chosen ? raw(' selected') : ''}>${text}</option>`,
)}</select></label>`
}
