/** What the sheet asks of the sample server. */

/** A code with everything its square needs. */
export interface SampleCode {
  readonly kind: string
  readonly uscc: string
  readonly enterprise: string
  readonly link: string
  readonly digits: string
  readonly expiresAt: number
  readonly kid: string
}

/** A credential that its holder turns into codes. */
export interface SampleCredential {
  readonly credential: string
  readonly uscc: string
  readonly enterprise: string
  readonly expiresAt: number
  readonly kid: string
}

export function fetchCodes(): Promise<readonly SampleCode[]> {
  return ask<readonly SampleCode[]>('codes.json')
}

export function fetchShortLived(): Promise<SampleCode> {
  return ask<SampleCode>('short-lived', { method: 'POST' })
}

export function fetchHolderBound(publicJwk: object): Promise<SampleCredential> {
  return ask<SampleCredential>('holder-bound', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(publicJwk),
  })
}

/** The sheet is served with the answers it reads, so they are taken at their word; codes are verified elsewhere. */
async function ask<Answer>(path: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(`${import.meta.env.BASE_URL}sample/${path}`, init)
  if (!response.ok) throw new Error(`The sample server answered ${response.status}.`)
  return (await response.json()) as Answer
}
