/**
 * The service worker: keeps every file of this build, so that the page works with the network off. Lists of issuers are
 * not its business: the verifier keeps those itself, signed.
 */
// A module to the compiler, so that its `self` is its own.
export {}

declare const self: ServiceWorkerGlobalScope
/** Put in by the build: a version made of the contents, and the address of every file. */
declare const PRECACHE_MANIFEST: { readonly version: string; readonly files: readonly string[] }

const { version, files } = PRECACHE_MANIFEST
const PREFIX = 'qiyema-files-'
const FILES = `${PREFIX}${version}`
/** Answers that may change without a build: asked for anew, and kept for when there is no network. */
const KEPT = 'qiyema-kept'
const CONFIG = new URL('config.json', self.registration.scope).href
const SAMPLES = new URL('sample/codes.json', self.registration.scope).href
const PATIENCE_MILLISECONDS = 3000

self.addEventListener('install', event => {
  event.waitUntil(install())
})

self.addEventListener('activate', event => {
  event.waitUntil(activate())
})

self.addEventListener('fetch', event => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== self.location.origin) return
  if (request.mode === 'navigate') event.respondWith(answerNavigation(request, url))
  else if (url.href === CONFIG || url.href === SAMPLES) event.respondWith(newestOrKept(request))
  else if (files.includes(url.pathname)) event.respondWith(answerFile(request))
})

async function install(): Promise<void> {
  const cache = await caches.open(FILES)
  await Promise.all(files.map(async file => cache.put(file, await fetchFile(file))))
  await newestOrKept(new Request(CONFIG)).catch(() => undefined)
  await self.skipWaiting()
}

/** A name with a hash in it stands for the same contents in every build, so an earlier build's copy will do. */
async function fetchFile(file: string): Promise<Response> {
  const held = file.includes('/assets/') ? await caches.match(file) : undefined
  const response = held ?? (await fetch(file, { cache: 'no-cache' }))
  if (!response.ok) throw new Error(`${file}: ${response.status}`)
  // Hosts that send /index.html on to / give an answer that no navigation may be served with.
  return response.redirected ? new Response(response.body, { headers: response.headers }) : response
}

/** The build before this one is kept for pages of it that are still open. */
async function activate(): Promise<void> {
  const builds = (await caches.keys()).filter(name => name.startsWith(PREFIX))
  const [previous] = builds.filter(name => name !== FILES).slice(-1)
  await Promise.all(
    builds.filter(name => name !== FILES && name !== previous).map(name => caches.delete(name)),
  )
  await self.clients.claim()
}

/** A code's own link, `/Q/<digits>`, is opened as the page with the digits in its fragment. */
async function answerNavigation(request: Request, url: URL): Promise<Response> {
  const scope = new URL(self.registration.scope).pathname
  const path = url.pathname.slice(scope.length)
  const [, digits] = /^[Qq]\/([1-9][0-9]{0,700})$/.exec(path) ?? []
  if (digits) return Response.redirect(`${scope}#${digits}`)
  const cache = await caches.open(FILES)
  return (await cache.match(scope + (path || 'index.html'))) ?? fetch(request)
}

async function answerFile(request: Request): Promise<Response> {
  const cache = await caches.open(FILES)
  return (await cache.match(request)) ?? (await caches.match(request)) ?? fetch(request)
}

async function newestOrKept(request: Request): Promise<Response> {
  const cache = await caches.open(KEPT)
  const kept = await cache.match(request)
  const newest = fetch(request, { cache: 'no-cache' }).then(async response => {
    if (response.ok) await cache.put(request, response.clone())
    return response
  })
  if (!kept) return newest
  const lateness = new Promise<Response>(resolve => {
    setTimeout(() => resolve(kept), PATIENCE_MILLISECONDS)
  })
  return Promise.race([newest.then(response => (response.ok ? response : kept)).catch(() => kept), lateness])
}
