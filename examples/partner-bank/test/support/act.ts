/** What people do on the bank's pages, said once. */
import type { Page } from 'playwright-core'

/** Goes through the form for a loan, up to its last button. */
export async function fillLoanForm(page: Page, amountWan: string): Promise<void> {
  await page.locator('#loan-amount').fill(amountWan)
  await page.locator('#loan-tenor').fill('12')
  await page.locator('#loan-purpose').selectOption('working-capital')
  await page.locator('#loan-contactName').fill('财务负责人（示例）')
  await page.locator('#loan-contactPhone').fill('0572-00000202')
  await nextStep(page)
  for (const scope of ['entity.profile', 'tax.summary', 'credit.enterprise'])
    await page.locator(`qym-loan-form input[value="${scope}"]`).check()
  await page.locator('#loan-contact').check()
  await nextStep(page)
}

export function nextStep(page: Page): Promise<void> {
  return page.locator('qym-loan-form button[type=submit]').click()
}

/** On the desk: whose part one plays from now on. */
export async function actAs(page: Page, origin: string, bank: string): Promise<void> {
  await page.goto(`${origin}/desk`)
  await page.locator('#bank').selectOption(bank)
  await page.locator('.act-as button').click()
}

/** Sends one of the desk's forms, and waits for the page that answers it. */
export async function sendForm(page: Page, endOfPath: string): Promise<void> {
  const button = page.locator(`form[action$="${endOfPath}"] button`)
  if (!(await button.isVisible()))
    await page.locator(`details:has(form[action$="${endOfPath}"]) summary`).click()
  await Promise.all([page.waitForEvent('domcontentloaded'), button.click()])
}
