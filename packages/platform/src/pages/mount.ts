/** Puts the pages on the network: what a link in a square leads to, and the two files that pages are made with. */
import type { Hono } from 'hono'
import type { Language } from '../http/language.js'
import type { Limits } from '../http/limits.js'
import { type Exchange, type ServeOptions, serve, vary } from '../http/serve.js'
import { issuingCounty } from '../issuing/issuer.js'
import type { Judge, OurCode } from '../issuing/judge.js'
import type { Db, Store } from '../store/store.js'
import { type PageAsset, type PageAssets, pageAssets } from './assets.js'
import { type CodeView, codePage, type PublicCard } from './code-page.js'

export interface PageOptions extends ServeOptions {
  readonly store: Store
  readonly limits: Limits
  readonly judge: Judge
  /** The public card of an enterprise that has claimed its code. */
  readCard(db: Db, enterpriseId: string): Promise<PublicCard>
}

/** Nothing on a page runs, and nothing comes from elsewhere. */
const POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
/** So long a page may be shown again without asking: it says itself of when it is. */
const CACHING = 'public, max-age=30'
const FOREVER = 'public, max-age=31536000, immutable'

/** Mounts `/Q/…`, `/q/…`, and the files beside them. */
export function mountPages(app: Hono, options: PageOptions): void {
  const assets = pageAssets()
  const page = serve(options, async exchange => answerCode(exchange, await assets, options), 'page.code')
  for (const path of ['/Q', '/q', '/Q/*', '/q/*']) app.get(path, page)
  app.get('/assets/:name', async (context, next) => {
    const asset = Object.values(await assets).find(
      ({ path }) => path === `/assets/${context.req.param('name')}`,
    )
    if (!asset) return next()
    return serve(options, async () => fileResponse(asset), 'page.asset')(context, next)
  })
}

async function answerCode(
  exchange: Exchange,
  { stylesheet, icon }: PageAssets,
  options: PageOptions,
): Promise<Response> {
  const { limits, now, baseUrl } = options
  exchange.callerKind = 'anyone'
  const left = await limits.count('anyone', exchange.address)
  const view = await viewOf(exchange, options)
  const { language, isChosen } = languageFor(exchange)
  const page = codePage(
    { ...view, asOf: now(), baseUrl },
    { language, stylesheetPath: stylesheet.path, iconPath: icon.path },
  )
  if (!isChosen) vary(exchange.headers, 'Accept-Language')
  return new Response(page, {
    status: isOfSomebody(view.judged) ? 200 : 404,
    headers: {
      ...left,
      'content-type': 'text/html; charset=utf-8',
      'content-language': language,
      'content-security-policy': POLICY,
      'cache-control': CACHING,
    },
  })
}

/** By the server's own look at this moment. Of an enterprise that nobody should rely on a code of, no card is shown. */
async function viewOf(
  { request }: Exchange,
  { store, judge, readCard, baseUrl, now }: PageOptions,
): Promise<Pick<CodeView, 'judged' | 'card' | 'county'>> {
  const text = baseUrl + new URL(request.url).pathname
  return store.transact({ kind: 'anyone' }, async db => {
    const [judgement] = await judge.judge(db, [text], now())
    const judged: OurCode =
      judgement?.scheme === 'qiyema' ? judgement : { scheme: 'qiyema', outcome: 'malformed' }
    const { outcome, enterprise } = judged
    const isShown = outcome === 'valid' && enterprise !== undefined
    return {
      judged,
      county: await issuingCounty(db),
      ...(isShown && { card: await readCard(db, enterprise.id) }),
    }
  })
}

/** What is closed, renamed or expired is still somebody's, and answered as such. */
function isOfSomebody({ enterprise }: OurCode): boolean {
  return enterprise !== undefined
}

/** The one asked for by the link in the page, else the browser's. */
function languageFor({ search, language }: Exchange): {
  readonly language: Language
  readonly isChosen: boolean
} {
  const chosen = new URLSearchParams(search).get('lang')
  if (chosen === 'en' || chosen === 'zh-CN') return { language: chosen, isChosen: true }
  return { language, isChosen: false }
}

function fileResponse({ content, type }: PageAsset): Response {
  return new Response(content, { headers: { 'content-type': type, 'cache-control': FOREVER } })
}
