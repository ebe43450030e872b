/** Takes one step of an application, as the officer's form says. The same form sent twice takes it once: it carries its key. */
import type { Client } from '@qiyema/core'
import type { Money } from '@qiyema/core/contract'
import { fenOfWan } from '../formats.ts'
import type { Application, Step } from './loans.ts'

/** What was typed: by the names of the fields. */
export type Filled = Readonly<Record<string, string>>

/** Something in the form is not as it should be, which one need not ask the platform for. */
export class WrongField extends Error {}

type Take = (client: Client, applicationId: string, form: Filled) => PromiseLike<Application>

const TAKE: Readonly<Record<Step, Take>> = {
  contact: (client, applicationId, form) =>
    client.finance.applications.contact({ applicationId, ...optional('note', form) }, keyOf(form)),

  materials(client, applicationId, form) {
    const names = (form.names ?? '').split('\n').map(name => name.trim())
    const materials = names.filter(name => name !== '').map(name => ({ name, required: true }))
    if (materials.length === 0) throw new WrongField('names')
    return client.finance.applications.askMaterials({ applicationId, materials }, keyOf(form))
  },

  offer(client, applicationId, form) {
    const { productId = '', repayment = '', guarantee = '', validUntil = '' } = form
    return client.finance.applications.offer(
      {
        applicationId,
        productId,
        amount: moneyOf(form),
        tenorMonths: numberOf('tenorMonths', form),
        // Typed in per cent; a fraction on the way, of as many digits as were typed.
        annualRate: Number((numberOf('rate', form) / 100).toFixed(6)),
        repayment,
        guarantee: guaranteeOf(guarantee),
        validUntil,
        ...optional('conditions', form),
      },
      keyOf(form),
    )
  },

  credit: (client, applicationId, form) =>
    client.finance.applications.grantCredit(
      { applicationId, amount: moneyOf(form), ...optional('until', form) },
      keyOf(form),
    ),

  sign: (client, applicationId, form) => client.finance.applications.sign({ applicationId }, keyOf(form)),

  disburse: (client, applicationId, form) =>
    client.finance.applications.disburse({ applicationId, amount: moneyOf(form) }, keyOf(form)),

  decline: (client, applicationId, form) =>
    client.finance.applications.decline({ applicationId, ...optional('reason', form) }, keyOf(form)),
}

/**
 * @throws {WrongField} for what cannot be sent
 * @throws {ApiError} what the platform refuses
 */
export async function takeStep(
  client: Client,
  step: Step,
  applicationId: string,
  form: Filled,
): Promise<Application> {
  return TAKE[step](client, applicationId, form)
}

const GUARANTEES = ['credit', 'mortgage', 'pledge', 'revenue-right-pledge', 'guarantor'] as const

function guaranteeOf(text: string): (typeof GUARANTEES)[number] {
  const found = GUARANTEES.find(one => one === text)
  if (!found) throw new WrongField('guarantee')
  return found
}

/** Made with the form, so that it is the same however often the form is sent. */
export function keyOf({ key = '' }: Filled): { readonly idempotencyKey: string } {
  if (!/^[\w-]{16,64}$/.test(key)) throw new WrongField('key')
  return { idempotencyKey: key }
}

function moneyOf({ amount = '' }: Filled): Money {
  const amountFen = fenOfWan(amount)
  if (!Number.isSafeInteger(amountFen) || amountFen <= 0) throw new WrongField('amount')
  return { amountFen, currency: 'CNY' }
}

function numberOf(name: string, form: Filled): number {
  const text = (form[name] ?? '').normalize('NFKC').trim()
  if (!/^\d+(\.\d+)?$/.test(text)) throw new WrongField(name)
  return Number(text)
}

/** A member that is left out when nothing was typed. */
function optional<Name extends string>(name: Name, form: Filled): { readonly [Key in Name]?: string } {
  const text = (form[name] ?? '').trim()
  return text === '' ? {} : ({ [name]: text } as { readonly [Key in Name]?: string })
}
