/** What is shown where there is nothing to show: why, and the way back. */
import { html } from 'hono/html'
import type { Assets } from '../assets.ts'
import { refusalOf } from '../desk/refusal.ts'
import type { Texts } from '../texts/texts.ts'
import type { BankContext } from '../visit.ts'
import { type Html, layout } from './layout.ts'

interface Shown {
  readonly title: string
  readonly lead: string
  readonly status: 403 | 404 | 409 | 422 | 500 | 503
}

/** @param what - 404, or what was thrown: what is no refusal of the platform is a fault of this site, and goes to the log */
export async function problemPage(context: BankContext, assets: Assets, what: unknown): Promise<Response> {
  const visit = context.get('visit')
  // A webhook or a file, which nobody reads.
  if (!visit) return context.text('', what === 404 ? 404 : 500)
  const { title, lead, status } = shownOf(what, visit.texts)
  const page = { title, assets: assets('desk'), content: contentOf(title, lead, visit.texts) }
  return context.html(await layout(visit, page), status)
}

function shownOf(what: unknown, texts: Texts): Shown {
  const { problem } = texts
  if (what === 404) return { title: problem.notFound, lead: problem.notFoundLead, status: 404 }
  try {
    const { sentence, status } = refusalOf(what, texts)
    return { title: problem.failed, lead: sentence, status }
  } catch (fault) {
    console.error(fault)
    return { title: problem.failed, lead: texts.refusals.unavailable, status: 500 }
  }
}

function contentOf(title: string, lead: string, { problem }: Texts): Html {
  return html`<div class="measure"><div class="title"><h1>${title}</h1><p class="lead">${lead}</p></div>
<p class="actions"><a class="button" href="/">${problem.home}</a></p></div>`
}
