/** Puts the reference on the network: `/openapi.json`, `/reference`, and a page for each problem that an answer may name. */
import type { OperationTree } from '@qiyema/core/contract'
import type { Hono } from 'hono'
import { z } from 'zod'
import { isHeld, quotedTag, tagOfContent } from '../http/conditional.js'
import { sha256 } from '../http/digest.js'
import type { Language } from '../http/language.js'
import { PlatformProblem } from '../http/problems.js'
import { type Exchange, type ServeOptions, serve, vary } from '../http/serve.js'
import { createDocument } from '../openapi/document.js'
import { pageAssets } from '../pages/assets.js'
import { readSetting, SETTINGS } from '../registry/county.js'
import type { Store } from '../store/store.js'
import { ATTEMPT_SCRIPT } from './attempt-script.js'
import { shownOperations } from './operations.js'
import { applicationPage, indexPage, isProblemCode, problemPage, type ReferenceFrame } from './pages.js'
import { REFERENCE_STYLESHEET } from './stylesheet.js'

export interface ReferenceOptions extends ServeOptions {
  readonly store: Store
  /** The part of the contract that is served. */
  readonly served: OperationTree
}

/** Forms are sent by a file of ours to this platform alone. */
const POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
const CACHING = 'public, max-age=300'
/** Of the document: it changes with the platform. */
const DOCUMENT_VERSION = '1'

const SCRIPT_PATH = '/assets/attempt.js'
const STYLESHEET_PATH = '/assets/reference.css'
const FILES = [
  [SCRIPT_PATH, ATTEMPT_SCRIPT, 'text/javascript'],
  [STYLESHEET_PATH, REFERENCE_STYLESHEET, 'text/css'],
] as const

const named = z.looseObject({ name: z.object({ 'zh-CN': z.string(), en: z.string().optional() }) })
/** Of a platform that no county has been given to yet. */
const NOBODY = { 'zh-CN': '企业码平台', en: 'Enterprise Code platform' }

/** Mounts the reference. */
export function mountReference(app: Hono, options: ReferenceOptions): void {
  const operations = once(() => shownOperations(options.served))
  const page = (render: (frame: ReferenceFrame) => string) => (exchange: Exchange) =>
    answerPage(exchange, options, render)
  // Whoever opens the platform's own address is a person who wants to know what it is.
  app.get('/', context => context.redirect('/reference'))
  app.get('/openapi.json', serve(options, openApi(options), 'reference.openapi'))
  for (const [path, content, type] of FILES)
    app.get(
      path,
      serve(options, async () => fileOf(content, type), 'reference.asset'),
    )
  app.get(
    '/reference',
    serve(
      options,
      page(frame => indexPage(operations(), frame)),
      'reference.index',
    ),
  )
  app.get('/reference/:application', (context, next) => {
    const application = context.req.param('application')
    const shown = operations().get(application)
    const answer = shown
      ? page(frame => applicationPage(application, shown, frame))
      : async () => nothingThere()
    return serve(options, answer, 'reference.application')(context, next)
  })
  app.get('/problems/:code', (context, next) => {
    const code = context.req.param('code')
    const answer = isProblemCode(code)
      ? page(frame => problemPage(code, operations(), frame))
      : async () => nothingThere()
    return serve(options, answer, 'reference.problem')(context, next)
  })
}

function openApi({ baseUrl, served }: ReferenceOptions): (exchange: Exchange) => Promise<Response> {
  const made = once(() => {
    const operations = served
    const document = JSON.stringify(createDocument({ baseUrl, version: DOCUMENT_VERSION, operations }))
    return { document, tag: tagOfContent(document) }
  })
  return async ({ request, headers }) => {
    const { document, tag } = made()
    const etag = await tag
    headers.set('etag', quotedTag(etag))
    headers.set('cache-control', CACHING)
    headers.set('access-control-allow-origin', '*')
    if (isHeld(request.headers.get('if-none-match'), etag)) return new Response(null, { status: 304 })
    return new Response(document, { headers: { 'content-type': 'application/json' } })
  }
}

/** Made when somebody wants it, and kept: most processes show it to nobody, and it takes longer than all the rest. */
function once<Made>(make: () => Made): () => Made {
  let made: { readonly value: Made } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

async function answerPage(
  exchange: Exchange,
  { store }: ReferenceOptions,
  render: (frame: ReferenceFrame) => string,
): Promise<Response> {
  const language = languageOf(exchange)
  const county = await store.transact({ kind: 'anyone' }, db => readSetting(db, SETTINGS.county, named))
  const { icon } = await pageAssets()
  const page = render({
    language,
    publisher: county?.value.name ?? NOBODY,
    stylesheetPath: await addressOf(STYLESHEET_PATH, REFERENCE_STYLESHEET),
    iconPath: icon.path,
    scriptPath: await addressOf(SCRIPT_PATH, ATTEMPT_SCRIPT),
  })
  return new Response(page, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-language': language,
      'content-security-policy': POLICY,
      'cache-control': CACHING,
    },
  })
}

/** The one asked for by the link in the page, else the browser's. */
function languageOf({ search, language, headers }: Exchange): Language {
  const chosen = new URLSearchParams(search).get('lang')
  if (chosen === 'en' || chosen === 'zh-CN') return chosen
  vary(headers, 'Accept-Language')
  return language
}

/** With the hash of its content, so that a new one is never mistaken for the old. */
async function addressOf(path: string, content: string): Promise<string> {
  return `${path}?v=${(await sha256(content)).slice(0, 12)}`
}

function fileOf(content: string, type: string): Response {
  return new Response(content, {
    headers: { 'content-type': `${type}; charset=utf-8`, 'cache-control': CACHING },
  })
}

function nothingThere(): never {
  throw new PlatformProblem('not_found')
}
