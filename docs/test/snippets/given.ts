/** What the reader of a snippet that is not run has, and what must be found wrong, so that silence is no success. */

export const GIVEN = `
declare const url: string
declare const root: import('jose').JWK
declare const jwkOrHsm: import('jose').JWK
declare const scannedText: string
declare const uscc: string
declare const needId: string
declare const endpointId: string
declare const sessionId: string
declare const applicationId: string
declare const key: import('jose').JWK
declare const index: number
declare const client: import('@qiyema/core').Client
declare const bank: import('@qiyema/core').Client
declare const verifier: import('@qiyema/core/verify').Verifier
declare const need: Parameters<typeof client.finance.needs.submit>[0]
declare function openTheGate(uscc: string): void
`

export const CONTROL =
  "import { createVerifyer } from '@qiyema/core/verify'\nexport const text: string = url.length\n"
