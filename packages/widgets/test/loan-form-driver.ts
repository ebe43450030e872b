/** Fills the loan form in as a person does, for its tests. */
import { expect } from 'vitest'
import type { QymLoanForm } from '../src/finance/qym-loan-form.js'
import { openVault } from '../src/shared/drafts/vault.js'
import { eventually } from './eventually.js'

/** Slow machines are slow. */

export function theForm(): QymLoanForm {
  const found = document.querySelector('qym-loan-form')
  if (!found) throw new Error('The form is not there.')
  return found
}

export function find<Kind extends Element = HTMLElement>(selector: string): Kind {
  const found = theForm().shadowRoot?.querySelector<Kind>(selector)
  if (!found) throw new Error(`There is no ${selector} in: ${shown()}`)
  return found
}

/** What stands there, as one line. */
export function shown(): string {
  const base = theForm().shadowRoot?.querySelector('.base')
  return (base?.textContent ?? '').replace(/\s+/g, ' ')
}

export async function sees(text: string | RegExp): Promise<void> {
  await eventually(() => expect(shown()).toMatch(text))
}

export async function type(field: string, text: string): Promise<void> {
  const control = find<HTMLInputElement>(`#loan-${field}`)
  control.value = text
  control.dispatchEvent(new Event(control.localName === 'select' ? 'change' : 'input', { bubbles: true }))
  await theForm().updateComplete
}

/** As soon as it is there. */
export async function press(selector: string): Promise<void> {
  const control = await eventually(() => find<HTMLButtonElement>(selector))
  control.click()
  await theForm().updateComplete
}

export const next = () => press('button[type="submit"]')

/** Everything that is needed, in the first step. */
export async function fillNeed(amount = '50'): Promise<void> {
  await sees('想贷多少')
  await type('amount', amount)
  await type('tenor', '12')
  await type('purpose', 'equipment')
  await type('contactName', '财务负责人')
  await type('contactPhone', '0572-00000201')
}

/** Ticks these scopes, and the contact's own consent. */
export async function agree(...scopes: readonly string[]): Promise<void> {
  for (const scope of scopes) await press(`input[value="${scope}"]`)
  await press('#loan-contact')
}

/** As far as the review. */
export async function fillAll(amount = '50'): Promise<void> {
  await fillNeed(amount)
  await next()
  await sees('提供哪些数据')
  await agree('tax.summary', 'credit.enterprise')
  await next()
  await sees('全部内容')
}

/** A device on which nobody has been. */
export async function emptyDevice(): Promise<void> {
  const vault = openVault()
  for (const name of await vault.names('')) await vault.remove(name)
}
