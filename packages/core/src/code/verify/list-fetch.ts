/** Fetches one signed list from an address that the caller or the trust list named; never one that a code named. */
import { MAX_LIST_LENGTH } from '../trust/signed-list.js'

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
  const timer = setTimeout(() => controller.abort(new Error('no whole answer in 15 s')), TIMEOUT_MILLISECONDS)
  signal?.addEventListener('abort', abort, { signal: controller.signal })
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
    // Lets go of the caller's signal, and of the connection of an answer that is not read to its end.
    controller.abort()
  }
}

async function readBounded(response: Response): Promise<string> {
  const decoder = new TextDecoder()
  const reader = response.body?.getReader()
  let text = ''
  for (;;) {
    const part = await reader?.read()
    if (!part?.value) return text
    text += decoder.decode(part.value, { stream: true })
    if (text.length > MAX_LIST_LENGTH) throw new Error('the answer is longer than 1 MiB')
  }
}
