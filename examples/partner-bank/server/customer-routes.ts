/** What an enterprise that is signed in asks of this site: its pages, and sessions for the widgets on them. */
import { Hono } from 'hono'
import type { Assets } from './assets.ts'
import type { Banks } from './banks.ts'
import {
  applyContent,
  consentsContent,
  loansContent,
  overviewContent,
  policiesContent,
  progressContent,
  scanContent,
  withSession,
} from './pages/customer-pages.ts'
import { type Html, layout } from './pages/layout.ts'
import { contentSecurityPolicy } from './security-headers.ts'
import type { CustomerSignIn } from './sign-ins.ts'
import { type BankEnv, customerOf, type Visit } from './visit.ts'
import { askConsent, openSession } from './widget-sessions.ts'

export interface CustomerServices {
  readonly banks: Banks
  readonly assets: Assets
  readonly platform: string
  readonly origin: () => string
}

interface CustomerPage {
  readonly path: string
  readonly section: 'overview' | 'policies' | 'loans' | 'consents' | 'scan'
  /** Its script; named as its section unless given. */
  readonly entry?: string
  content(visit: Visit, signIn: CustomerSignIn, query: (name: string) => string | undefined): Html
}

const PAGES: readonly CustomerPage[] = [
  { path: '/', section: 'overview', content: overviewContent },
  { path: '/policies', section: 'policies', content: policiesContent },
  { path: '/loans', section: 'loans', content: loansContent },
  {
    path: '/loans/apply',
    section: 'loans',
    entry: 'loan-form',
    content: (visit, _signIn, query) => applyContent(visit, query('product')),
  },
  {
    path: '/loans/progress',
    section: 'loans',
    entry: 'loan-progress',
    content: (visit, _signIn, query) => progressContent(visit, query('need')),
  },
  { path: '/consents', section: 'consents', content: consentsContent },
  { path: '/scan', section: 'scan', content: scanContent },
]

export function customerRoutes({ banks, assets, platform, origin }: CustomerServices): Hono<BankEnv> {
  const routes = new Hono<BankEnv>()

  for (const page of PAGES)
    routes.get(page.path, async context => {
      const visit = context.get('visit')
      const signIn = customerOf(visit)
      if (!signIn) return context.redirect(visit.signIn ? '/desk' : '/sign-in', 303)
      const { section, entry = section } = page
      const content = page.content(visit, signIn, name => context.req.query(name))
      if (section === 'scan')
        context.header('content-security-policy', contentSecurityPolicy({ platform, hasScanner: true }))
      context.header('cache-control', 'no-store')
      return context.html(
        await layout(visit, {
          title: visit.texts.nav[section],
          section,
          assets: assets(entry),
          content: withSession(visit, platform, content),
        }),
      )
    })

  // What `fetchToken` of the page asks.
  routes.post('/api/qiyema-session', async context => {
    const signIn = customerOf(context.get('visit'))
    if (!signIn) return context.json({ reason: 'signed-out' }, 401)
    const opened = await openSession(banks.own, signIn, origin())
    context.header('cache-control', 'no-store')
    if (opened.outcome === 'consent-ended') return context.json({ reason: opened.outcome }, 403)
    return context.json({ bootstrap: opened.bootstrap })
  })

  // After a consent was withdrawn, only when the enterprise wishes: nobody is asked again and again.
  routes.post('/consents', async context => {
    const visit = context.get('visit')
    const signIn = customerOf(visit)
    if (signIn) await askConsent(banks.own, signIn.customer, visit.language)
    return context.redirect('/consents', 303)
  })

  return routes
}
