// Puts load on an address, in a process of its own: `node load.ts '{"url":…}'` prints what came of it as JSON.
import autocannon from 'autocannon'

/** What is asked, how often at once, and for how long. */
export interface Load {
  readonly url: string
  readonly method: 'GET' | 'POST'
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  /** Each request is an intent of its own. */
  readonly isIntent?: boolean
  /** What each answer has to be, to the letter. */
  readonly answer?: string
  readonly connections: number
  readonly seconds: number
}

export interface LoadFigures {
  readonly perSecond: number
  /** Autocannon keeps no 95th: this is the 97.5th. */
  readonly p97Milliseconds: number
  /** Everything but a 2xx, and every answer that is not what it has to be. */
  readonly errors: number
}

const given = process.argv[2]
if (given !== undefined) {
  const {
    url,
    method,
    headers,
    body,
    isIntent = false,
    answer,
    connections,
    seconds,
  } = JSON.parse(given) as Load
  const withKey = (request: autocannon.Request) => ({
    ...request,
    headers: { ...request.headers, 'idempotency-key': crypto.randomUUID() },
  })
  const request = { method, headers: { ...headers }, ...(body !== undefined && { body }) }
  const result = await autocannon({
    url,
    connections,
    duration: seconds,
    ...(isIntent ? { requests: [{ ...request, setupRequest: withKey }] } : request),
    ...(answer !== undefined && { expectBody: answer }),
  })
  const figures: LoadFigures = {
    perSecond: result.requests.average,
    p97Milliseconds: result.latency.p97_5,
    errors: result.non2xx + result.errors + result.timeouts + result.mismatches,
  }
  console.log(JSON.stringify(figures))
}
