/** What every page has to know of who asks for it: language, look, and who is signed in. */
import type { Context, MiddlewareHandler } from 'hono'
import { getCookie } from 'hono/cookie'
import { type Formats, formatsFor } from './formats.ts'
import type { CustomerSignIn, OfficerSignIn, SignIn, SignIns } from './sign-ins.ts'
import { type Language, languageOf, type Texts, textsOf } from './texts/texts.ts'

export type Look = 'auto' | 'light' | 'dark'

export const COOKIES = {
  signIn: 'mogan-sign-in',
  language: 'mogan-language',
  look: 'mogan-look',
} as const

export interface Visit {
  readonly path: string
  readonly language: Language
  readonly look: Look
  readonly texts: Texts
  readonly formats: Formats
  readonly signIn: SignIn | undefined
}

export interface BankEnv {
  Variables: { visit: Visit }
}
export type BankContext = Context<BankEnv>

/** Finds out, before any page is made. */
export function visits(signIns: SignIns): MiddlewareHandler<BankEnv> {
  return async (context, next) => {
    const language = languageIn(context)
    const look = getCookie(context, COOKIES.look)
    const { pathname, search } = new URL(context.req.url)
    context.set('visit', {
      path: pathname + search,
      language,
      look: look === 'light' || look === 'dark' ? look : 'auto',
      texts: textsOf(language),
      formats: formatsFor(language),
      signIn: signIns.find(getCookie(context, COOKIES.signIn)),
    })
    await next()
  }
}

function languageIn(context: Context): Language {
  const chosen = getCookie(context, COOKIES.language)
  if (chosen === 'zh-CN' || chosen === 'en') return chosen
  return languageOf(context.req.header('accept-language'))
}

export function customerOf({ signIn }: Visit): CustomerSignIn | undefined {
  return signIn?.kind === 'customer' ? signIn : undefined
}

export function officerOf({ signIn }: Visit): OfficerSignIn | undefined {
  return signIn?.kind === 'officer' ? signIn : undefined
}

/** A word of one of the texts' lists; what the list does not have stays as it came. */
export function labelOf(labels: Readonly<Record<string, string>>, code: string): string {
  return labels[code] ?? code
}
