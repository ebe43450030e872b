// `npm run screenshots`: every page of the bank at two widths, in two looks and two languages, into screenshots/, with a loan under way.
import { yuan } from '@qiyema/core/contract'
import { contextOf, type Look, openAlbum } from '../../.ci/screenshots.mjs'
import { dayIn } from './server/formats.ts'
import { actAs, sendForm } from './test/support/act.ts'
import { untilDrawn } from './test/support/drawn.ts'
import { openStage, type Stage, signInAsCustomer, signInAsOfficer } from './test/support/stage.ts'

const CUSTOMER_PAGES = ['/', '/policies', '/loans', '/loans/apply', '/loans/progress', '/consents', '/scan']

const album = await openAlbum(import.meta.url)
const stage = await openStage()
try {
  await postNeed(stage)
  const application = await makeOffer(stage)
  await postNeed(stage)
  for (const look of album.looks) await takeAll(stage, application, look)
} finally {
  await stage.close()
}
await album.close()

async function postNeed({ enterprise }: Stage): Promise<void> {
  await enterprise('ent-02').finance.needs.submit({
    amount: yuan(1_000_000),
    tenorMonths: 12,
    purpose: 'working-capital',
    description: '采购晶圆与封装材料，回款周期约四个月。',
    guarantees: ['credit'],
    contactName: '财务负责人（示例）',
    contactPhone: '0572-00000202',
    consent: {
      scopes: ['entity.profile', 'tax.summary', 'credit.enterprise'],
      until: dayIn(60),
      isContactAgreed: true,
    },
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

async function takeAll({ visit, origin, platform }: Stage, application: string, look: Look): Promise<void> {
  const customer = await visit(contextOf(look))
  await album.shoot(customer.page, look, 'sign-in')
  await customer.page.goto(`${platform}/sign-in`)
  await album.shoot(customer.page, look, 'platform-sign-in')
  await customer.page.goto(`${origin}/sign-in`)
  await signInAsCustomer(customer, /芯澜|Xinlan/)
  for (const path of CUSTOMER_PAGES) {
    await customer.page.goto(origin + path)
    await untilDrawn(customer.page)
    await album.shoot(customer.page, look, path.slice(1).replaceAll('/', '-') || 'overview')
  }
  await customer.context.close()

  const officer = await visit(contextOf(look))
  await signInAsOfficer(officer)
  await album.shoot(officer.page, look, 'desk')
  for (const [name, path] of [
    ['application', application],
    ['facts', `${application}/facts`],
  ] as const) {
    await officer.page.goto(path)
    await album.shoot(officer.page, look, name)
  }
  await officer.context.close()
}
