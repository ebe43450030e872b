/** Fetches one signed list from an address that the caller or the trust list named; never one that a code named. */
import { MAX_JWS_LENGTH } from '../format/jws.js'

/** `fetch` as the platform has it, or one of the caller's own. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>

const TIMEOUT_MILLISECONDS = 15_000

/**
 * Gives the text at an address; undefined when there is none: 404, 410, or 204, which no browser logs as an error.
 *
 * @throws an Error with a short reason for everything else: redirects, other statuses, time, size, network
 */
export async function fetchList(
  url: string,
  fetch: Fetch,
  signal?: AbortSignal,
): Promise<string | undefined> {
  // Not AbortSignal.any and .timeout: web views that we support do not have them.
  const controller = new AbortController()
  const abort = () => controller.abort(signal?.reason)
  const timer = setTimeout(
    () => controller.abort(new Error('no whole answer within 15 seconds')),
    TIMEOUT_MILLISECONDS,
  )
  signal?.addEventListener('abort', abort)
  if (signal?.aborted) abort()
  try {
    const response = await fetch(url, {
      cache: 'no-cache',
      credentials: 'omit',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
      signal: controller.signal,
    })
    if ([204, 404, 410].includes(response.status)) return undefined
    if (!response.ok) throw new Error(`answered ${response.status}`)
    return (await readBounded(response)).trim()
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', abort)
  }
}

async function readBounded(response: Response): Promise<string> {
  const decoder = new TextDecoder()
  const reader = response.body?.getReader()
  let text = ''
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true, value: undefined }
    if (done) return text
    text += decoder.decode(value, { stream: true })
    if (text.length <= MAX_JWS_LENGTH) continue
    await reader?.cancel()
    throw new Error('the answer is longer than 1 MiB')
  }
}
