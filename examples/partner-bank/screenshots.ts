// `npm run screenshots`: every page of the bank at two widths, in two looks and two languages, into screenshots/, with a loan under way.
import { mkdir, rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { yuan } from '@qiyema/core/contract'
import type { Page } from 'playwright-core'
import { dayIn } from './server/formats.ts'
import { actAs, sendForm } from './test/support/act.ts'
import { PATIENCE_MS, untilDrawn } from './test/support/drawn.ts'
import { openStage, type Stage, signInAsCustomer, signInAsOfficer } from './test/support/stage.ts'

const folder = fileURLToPath(new URL('screenshots/', import.meta.url))
const CUSTOMER_PAGES = ['/', '/policies', '/loans', '/loans/apply', '/loans/progress', '/consents', '/scan']

await rm(folder, { recursive: true, force: true })
await mkdir(folder, { recursive: true })
const stage = await openStage()
try {
  await postNeed(stage)
  const application = await makeOffer(stage)
  await postNeed(stage)
  for (const width of [320, 1280])
    for (const colorScheme of ['light', 'dark'] as const)
      for (const locale of ['zh-CN', 'en']) await takeAll(stage, application, { width, colorScheme, locale })
} finally {
  await stage.close()
}
console.log(`Screenshots are in ${folder}`)

async function postNeed({ enterprise }: Stage): Promise<void> {
  await enterprise('ent-02').finance.needs.submit({
    amount: yuan(1_000_000),
    tenorMonths: 12,
    purpose: 'working-capital',
    description: '采购晶圆与封装材料，回款周期约四个月。',
    guarantees: ['credit'],
    contactName: '财务负责人（示例）',
    contactPhone: '0572-00000202',
    consent: { scopes: ['entity.profile', 'tax.summary', 'credit.enterprise'], until: dayIn(60) },
  })
}

/** @returns the page of the application, on which an offer stands */
async function makeOffer({ visit, origin }: Stage): Promise<string> {
  const visitor = await visit()
  const { page } = visitor
  await signInAsOfficer(visitor)
  await actAs(page, origin, 'par-bank01')
  await sendForm(page, '/claim')
  const application = page.url()
  for (const step of ['/contact', '/materials', '/offer']) await sendForm(page, step)
  await visitor.context.close()
  return application
}

interface Setting {
  readonly width: number
  readonly colorScheme: 'light' | 'dark'
  readonly locale: string
}

async function takeAll({ visit, origin }: Stage, application: string, setting: Setting): Promise<void> {
  const { width, colorScheme, locale } = setting
  const options = { viewport: { width, height: 800 }, colorScheme, locale }
  const shot = async (page: Page, name: string) => {
    await page.evaluate(() => document.fonts.ready)
    const path = `${folder}${locale}-${width}-${colorScheme}-${name}.png`
    await page.screenshot({ path, fullPage: true, timeout: PATIENCE_MS })
  }
  const customer = await visit(options)
  await shot(customer.page, 'sign-in')
  await signInAsCustomer(customer, /芯澜|Xinlan/)
  for (const path of CUSTOMER_PAGES) {
    await customer.page.goto(origin + path)
    await untilDrawn(customer.page)
    await shot(customer.page, path.slice(1).replaceAll('/', '-') || 'overview')
  }
  await customer.context.close()

  const officer = await visit(options)
  await signInAsOfficer(officer)
  await shot(officer.page, 'desk')
  for (const [name, path] of [
    ['application', application],
    ['facts', `${application}/facts`],
  ] as const) {
    await officer.page.goto(path)
    await shot(officer.page, name)
  }
  await officer.context.close()
}
