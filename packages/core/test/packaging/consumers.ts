/** Programs as those who install the package write them. They print JSON, or fail. */

/** Verifies what is in `fixture.json`, as an ES module. */
export const VERIFY_ESM = `
import { readFileSync } from 'node:fs'
import { createVerifier } from '@qiyema/core/verify'

const { trust, statusLists, text, at } = JSON.parse(readFileSync('fixture.json', 'utf8'))
const result = await createVerifier({ trust, statusLists }).verify(text, { at })
console.log(JSON.stringify({ outcome: result.outcome, uscc: result.code?.uscc }))
`

/** The same, in CommonJS. */
export const VERIFY_CJS = `
const { readFileSync } = require('node:fs')
const { createVerifier } = require('@qiyema/core/verify')

const { trust, statusLists, text, at } = JSON.parse(readFileSync('fixture.json', 'utf8'))
createVerifier({ trust, statusLists })
  .verify(text, { at })
  .then(result => console.log(JSON.stringify({ outcome: result.outcome, uscc: result.code?.uscc })))
`

/** What every entry point exports, as an ES module and in CommonJS. */
export const EXPORTS_ESM = `
const exported = {}
for (const name of process.argv.slice(2)) exported[name] = Object.keys(await import(name)).sort()
console.log(JSON.stringify(exported))
`
export const EXPORTS_CJS = `
const exported = {}
for (const name of process.argv.slice(2)) exported[name] = Object.keys(require(name)).sort()
console.log(JSON.stringify(exported))
`

/** One error class for all entry points, or \`instanceof\` fails between them. */
export const ONE_ERROR_CJS = `
const { createSquare } = require('@qiyema/core/qr')
const { QiyemaError } = require('@qiyema/core/sign')
try {
  createSquare('not a link')
} catch (error) {
  console.log(JSON.stringify(error instanceof QiyemaError && error.code))
}
`
export const ONE_ERROR_ESM = ONE_ERROR_CJS.replace(
  /const (.*) = require\((.*)\)/g,
  (_, names, from) => `import ${names} from ${from}`,
)

/** Uses the main types; nothing of it may be an error. */
export const TYPED = `
import { createConnection } from '@qiyema/core/connection'
import { card } from '@qiyema/core/operations/card'
import { generateHolderKey, type HolderKey, presentCode } from '@qiyema/core/present'
import { createSquare, type Square } from '@qiyema/core/qr'
import { type HolderBoundCode, type IssuerKey, type PrintableCode, signCode } from '@qiyema/core/sign'
import { generateSm2Key, sm2 } from '@qiyema/core/sm2'
import { indexedDbStore, memoryStore, type VerifierStore } from '@qiyema/core/stores'
import { fileStore } from '@qiyema/core/stores/file'
import { type TrustFinding, type TrustList, verifyTrustList } from '@qiyema/core/trust'
import { parseUscc, type UsccResult } from '@qiyema/core/uscc'
import { createVerifier, type Outcome, QiyemaError, type VerificationResult, type Verifier } from '@qiyema/core/verify'

export async function sign(key: IssuerKey): Promise<[PrintableCode, HolderBoundCode, Square]> {
  const holder: HolderKey = await generateHolderKey()
  const request = { uscc: '91330100799655058B', lifetime: '1y', status: { list: 0, index: 1 } } as const
  const printed = await signCode(request, key)
  const bound = await signCode({ ...request, holder: holder.publicJwk }, key)
  const shown = await presentCode(bound, holder, { nonce: 7 })
  return [printed, bound, createSquare(shown.link, 'screen')]
}

export function open(trust: TrustList, folder: string): Verifier {
  const stores: VerifierStore[] = [memoryStore(), indexedDbStore(), fileStore(folder)]
  const [store] = stores
  return createVerifier({ trust, suites: [sm2], ...(store && { store }) })
}

export function tell(result: VerificationResult): string {
  switch (result.outcome) {
    case 'valid':
      return result.assurance + result.code.uscc + result.issuer.name['zh-CN']
    case 'expired':
    case 'not_yet_valid':
    case 'stale':
    case 'revoked':
    case 'suspended':
      return result.code.uscc
    case 'unconfirmed':
      return result.code?.uscc ?? result.detail
    default: {
      const refused: Exclude<Outcome, 'valid' | 'unconfirmed'> = result.outcome
      return refused
    }
  }
}

export async function pictureWidths(baseUrl: string): Promise<readonly number[]> {
  const { pictures } = await createConnection({ baseUrl }).use(card).read()
  return pictures.map(({ width }) => width)
}

export const root: Promise<TrustList> = verifyTrustList('', generateSm2Key())
export const parsed: UsccResult = parseUscc('')
export const findings: readonly TrustFinding[] = []
export const isOurs = (error: unknown): error is QiyemaError => error instanceof QiyemaError
`

/** Believes before it has looked at the outcome: must not compile. */
export const UNNARROWED = `
import type { Assurance, VerificationResult } from '@qiyema/core/verify'

export function believe(result: VerificationResult): Assurance {
  return result.assurance
}
`

/** Verifies in a page; \`globalThis.outcome\` is a promise of the outcome. */
export const PAGE = `
import { createVerifier } from '@qiyema/core/verify'

globalThis.outcome = (async () => {
  const { trust, statusLists, text, at } = await (await fetch('/fixture.json')).json()
  return (await createVerifier({ trust, statusLists }).verify(text, { at })).outcome
})()
`

/** A page whose module was bundled before. */
export const BUNDLED_HTML = `<!doctype html>
<meta charset="utf-8">
<title>Bundled</title>
<script type="module" src="/bundle.js"></script>
`

/** A page without a bundler: the browser itself loads the published modules. */
export const UNBUNDLED_HTML = `<!doctype html>
<meta charset="utf-8">
<title>Unbundled</title>
<script type="importmap">
  { "imports": { "@qiyema/core/verify": "/node_modules/@qiyema/core/dist/verify.js" } }
</script>
<script type="module" src="/page.mjs"></script>
`
