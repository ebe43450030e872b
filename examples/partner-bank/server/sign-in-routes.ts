/** Signing in and out, and what one chose of language and look. */
import { type Context, Hono } from 'hono'
import { deleteCookie, setCookie } from 'hono/cookie'
import type { Assets } from './assets.ts'
import type { Banks } from './banks.ts'
import { findCustomer } from './customers.ts'
import { layout } from './pages/layout.ts'
import { signInContent } from './pages/sign-in-page.ts'
import type { SignIns } from './sign-ins.ts'
import { type BankContext, type BankEnv, COOKIES } from './visit.ts'
import { askConsent, endSessions } from './widget-sessions.ts'

export interface SignInServices {
  readonly signIns: SignIns
  readonly banks: Banks
  readonly assets: Assets
  readonly origin: () => string
}

const YEAR_SECONDS = 365 * 24 * 3600

export function signInRoutes({ signIns, banks, assets, origin }: SignInServices): Hono<BankEnv> {
  const routes = new Hono<BankEnv>()

  routes.get('/sign-in', context => showSignIn(context))

  routes.post('/sign-in', async context => {
    const { door, uscc, bank } = await context.req.parseBody()
    const visit = context.get('visit')
    if (visit.signIn) await leave(context)
    if (door === 'officer') {
      const { clientId } = banks.find(String(bank)) ?? banks.own
      remember(context, signIns.addOfficer(clientId).id)
      return context.redirect('/desk', 303)
    }
    const customer = findCustomer(String(uscc))
    if (!customer) return showSignIn(context, visit.texts.signIn.missing)
    await askConsent(banks.own, customer, visit.language)
    remember(context, signIns.addCustomer(customer).id)
    return context.redirect('/', 303)
  })

  routes.post('/sign-out', async context => {
    await leave(context)
    return context.redirect('/sign-in', 303)
  })

  routes.post('/preferences', async context => {
    const { language, look, back } = await context.req.parseBody()
    const options = { path: '/', sameSite: 'Lax', maxAge: YEAR_SECONDS } as const
    if (language === 'zh-CN' || language === 'en') setCookie(context, COOKIES.language, language, options)
    if (look === 'auto' || look === 'light' || look === 'dark')
      setCookie(context, COOKIES.look, look, options)
    return context.redirect(pathOf(back, origin()), 303)
  })

  async function showSignIn(context: BankContext, notice = ''): Promise<Response> {
    const visit = context.get('visit')
    const page = {
      title: visit.texts.signIn.title,
      assets: assets('sign-in'),
      content: signInContent(visit, banks, notice),
    }
    return context.html(await layout(visit, page), notice === '' ? 200 : 422)
  }

  function remember(context: Context, id: string): void {
    const secure = origin().startsWith('https:')
    setCookie(context, COOKIES.signIn, id, { path: '/', httpOnly: true, sameSite: 'Lax', secure })
  }

  /** With the sign-in end the platform's sessions that were opened for it. */
  async function leave(context: BankContext): Promise<void> {
    const { signIn } = context.get('visit')
    deleteCookie(context, COOKIES.signIn, { path: '/' })
    if (!signIn) return
    signIns.remove(signIn.id)
    if (signIn.kind === 'customer') await endSessions(banks.own, signIn)
  }

  return routes
}

/** Where one was, and nowhere outside of this site. */
function pathOf(back: unknown, origin: string): string {
  const url = URL.parse(typeof back === 'string' ? back : '/', origin)
  return url?.origin === origin ? url.pathname + url.search : '/'
}
