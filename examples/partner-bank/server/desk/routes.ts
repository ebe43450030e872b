/** The desk of the bank's officers: every page and every form of it. */
import type { Client } from '@qiyema/core'
import { Hono } from 'hono'
import type { Assets } from '../assets.ts'
import type { Bank, Banks } from '../banks.ts'
import { type Html, layout } from '../pages/layout.ts'
import { type BankContext, type BankEnv, officerOf, type Visit } from '../visit.ts'
import type { Webhooks } from '../webhooks.ts'
import { applicationContent } from './application-page.ts'
import { deskContent } from './desk-page.ts'
import { factsContent } from './facts-page.ts'
import { STEPS } from './loans.ts'
import { type Refusal, refusalOf } from './refusal.ts'
import { type Filled, keyOf, takeStep, WrongField } from './take-step.ts'

export interface DeskServices {
  readonly banks: Banks
  readonly assets: Assets
  readonly webhooks: Webhooks
  /** Of whoever proves nothing: products are public. */
  readonly anyone: Client
}

const SHOWN = 50

export function deskRoutes({ banks, assets, webhooks, anyone }: DeskServices): Hono<BankEnv> {
  const routes = new Hono<BankEnv>()

  routes.use(async (context, next) =>
    officerOf(context.get('visit')) ? next() : context.redirect('/sign-in', 303),
  )

  routes.get('/', context => showDesk(context))

  routes.post('/act-as', async context => {
    const officer = officerOf(context.get('visit'))
    const { bank } = await context.req.parseBody()
    const chosen = typeof bank === 'string' ? banks.find(bank) : undefined
    if (officer && chosen) officer.actingFor = chosen.clientId
    return context.redirect('/desk', 303)
  })

  routes.post('/needs/:needId/claim', context =>
    unlessRefused(
      context,
      async () => {
        const key = keyOf(await filledIn(context))
        const { client } = bankOf(context)
        const { id } = await client.finance.queue.claim({ needId: context.req.param('needId') }, key)
        return context.redirect(`/desk/applications/${id}`, 303)
      },
      refusal => showDesk(context, refusal),
    ),
  )

  routes.get('/applications/:id', context => showApplication(context, context.req.param('id')))

  routes.get('/applications/:id/facts', context => {
    const applicationId = context.req.param('id')
    return unlessRefused(
      context,
      async () => {
        const { facts } = await bankOf(context).client.finance.applications.facts({ applicationId })
        const { texts } = context.get('visit')
        return show(context, texts.facts.title, factsContent(context.get('visit'), applicationId, facts))
      },
      refusal => showApplication(context, applicationId, refusal),
    )
  })

  routes.get('/applications/:id/materials/:materialId', context => {
    const { id: applicationId, materialId } = context.req.param()
    return unlessRefused(
      context,
      async () => {
        const { client } = bankOf(context)
        const bytes = await client.finance.applications.readMaterial({ applicationId, materialId })
        // Saved, and never opened on this site: whatever somebody has sent.
        return context.body(new Uint8Array(bytes), 200, {
          'content-type': 'application/octet-stream',
          'content-disposition': `attachment; filename="${materialId}"`,
        })
      },
      refusal => showApplication(context, applicationId, refusal),
    )
  })

  for (const step of STEPS)
    routes.post(`/applications/:id/${step}`, async context => {
      const applicationId = context.req.param('id')
      const filled = await filledIn(context)
      return unlessRefused(
        context,
        async () => {
          await takeStep(bankOf(context).client, step, applicationId, filled)
          return context.redirect(`/desk/applications/${applicationId}`, 303)
        },
        refusal => showApplication(context, applicationId, refusal, filled),
      )
    })

  function bankOf(context: BankContext): Bank {
    const officer = officerOf(context.get('visit'))
    return banks.find(officer?.actingFor ?? '') ?? banks.own
  }

  async function showDesk(context: BankContext, refusal?: Refusal): Promise<Response> {
    const bank = bankOf(context)
    const { queue, applications } = bank.client.finance
    const [waiting, ours] = await Promise.all([
      queue.list({ limit: SHOWN }),
      applications.list({ limit: SHOWN }),
    ])
    const news = webhooks.newsOf(bank.clientId)
    const desk = { bank, banks, queue: waiting.items, applications: ours.items, news, refusal }
    const visit = context.get('visit')
    return show(context, visit.texts.desk.title, deskContent(visit, desk), refusal?.status)
  }

  async function showApplication(
    context: BankContext,
    applicationId: string,
    refusal?: Refusal,
    filled?: Filled,
  ): Promise<Response> {
    const bank = bankOf(context)
    const [application, products] = await Promise.all([
      bank.client.finance.applications.read({ applicationId }),
      anyone.finance.products.list({ bank: bank.clientId, limit: SHOWN }),
    ])
    const view = { application, products: products.items, refusal, ...(filled && { filled }) }
    const visit = context.get('visit')
    const { title } = visit.texts.desk
    return show(context, title, applicationContent(visit, view), refusal?.status)
  }

  async function show(
    context: BankContext,
    title: string,
    content: Html,
    status: Refusal['status'] | 200 = 200,
  ): Promise<Response> {
    const page = { title, content, assets: assets('desk') }
    return context.html(await layout(context.get('visit'), page), status)
  }

  return routes
}

/** What was refused is told on the page that one comes from. */
async function unlessRefused(
  context: BankContext,
  act: () => Promise<Response>,
  tell: (refusal: Refusal) => Promise<Response>,
): Promise<Response> {
  try {
    return await act()
  } catch (error) {
    return tell(refusalIn(error, context.get('visit')))
  }
}

function refusalIn(error: unknown, { texts }: Visit): Refusal {
  if (error instanceof WrongField)
    return { sentence: texts.refusals.invalid_fields, status: 422, requestId: undefined }
  return refusalOf(error, texts)
}

/** The texts of a form; files have no business here. */
async function filledIn(context: BankContext): Promise<Filled> {
  const entries = Object.entries(await context.req.parseBody())
  return Object.fromEntries(
    entries.flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  )
}
