// The results as a page: what was measured, on what, and how to do it again. The layout never changes, only the figures.
import { cpus } from 'node:os'
import type { BitFlips } from './bit-flips.ts'
import type { FirstPaint } from './first-paint.ts'
import type { PlatformResults } from './platform.ts'
import type { Standing } from './rounds.ts'
import type { Scanning } from './scanning.ts'
import type { Scrolling } from './scrolling.ts'
import type { Sm2Result } from './sm2.ts'
import type { Size, SquareSize } from './squares.ts'
import { CORES } from './threads.ts'
import type { VerificationResult } from './verification.ts'

/** Everything one run measured. */
export interface Results {
  readonly rounds: number
  readonly verification: readonly VerificationResult[]
  readonly decoding: readonly Standing[]
  readonly scanning: Scanning
  readonly sm2: readonly Sm2Result[]
  readonly squares: readonly SquareSize[]
  readonly bitFlips: BitFlips
  readonly firstPaint: FirstPaint
  readonly scrolling: Scrolling
  readonly platform: PlatformResults
}

/** What this project wants to reach. */
export const AIMS = { raw: 0.9, jose: 0.95, scansPerSecond: 23_334, growth: 3 }

/** Writes the page, in Markdown. */
export function report(results: Results, date: Date): string {
  return `# Benchmarks

Made by \`npm run bench\`, which measures again and rewrites this page; \`npm run bench -- --quick\` only prints a short run.

| measured on | |
|---|---|
| processor | ${cpus()[0]?.model.trim() ?? 'unknown'}, ${CORES} cores |
| Node | ${process.versions.node}, OpenSSL ${process.versions.openssl} |
| date | ${date.toISOString().slice(0, 10)} |

Contenders take turns within every round (${results.rounds} rounds, one more to warm up), so that whatever else the machine does meets
them alike. A ratio is the median of the rounds' own ratios: above 1, Qiyema is the faster. Codes are signed anew for each run.

## Verification

\`createVerifier().verify\` beside the WebCrypto calls that the job cannot do without (same key, same signed bytes, nothing
else), and beside \`jose.jwtVerify\` on the JWS that the code stands for. Aims: ${AIMS.raw.toFixed(2)} of raw, ${AIMS.jose.toFixed(2)} of jose.

${verificationTable(results.verification)}

A presentation (P1) is two signatures, a digest and a key that is imported for it, in all three columns.

## Without the signature

What our own work costs: a suite that believes every signature at once leaves only decoding, rebuilding the signed text
and judging it. jose takes the same text apart (\`decodeProtectedHeader\`, \`decodeJwt\`) and judges nothing.

${table(
  ['', 'per second', 'ratio'],
  results.decoding.map(({ name, perSecond, ratio }) => [name, whole(perSecond), ratio.toFixed(2)]),
)}

## Scanning on all cores

One thread each on ${results.scanning.cores} cores, C1 links. Raw WebCrypto in the same threads is the ceiling for anything
that verifies through WebCrypto here. Aim on two cores: ${whole(AIMS.scansPerSecond)} (${verdict(results.scanning.perSecond >= AIMS.scansPerSecond)}).

${table(
  ['', ''],
  [
    ['Qiyema, verifications a second', whole(results.scanning.perSecond)],
    ['raw WebCrypto, signatures a second', whole(results.scanning.rawPerSecond)],
    ['requests to any address meanwhile', whole(results.scanning.requests)],
  ],
)}

## SM2

Our suite beside the bare calls of sm-crypto-v2, over 300 bytes.

${table(
  ['operation', 'Qiyema/s', 'sm-crypto-v2/s', 'ratio'],
  results.sm2.map(({ operation, standings: [ours, theirs] }) => [
    operation,
    whole(ours?.perSecond),
    whole(theirs?.perSecond),
    ratio(theirs),
  ]),
)}

## Squares

The same content in other spellings, as QR codes at levels L and M. Theirs are made by public libraries (jose, cborg,
base45, zlib; qrcode chooses the best segments); a key id as short as ours is given to all. SMART Health Cards and EU DCC have no place for a holder's proof.

${squareTable(results.squares)}

## Single-bit flips

Every bit of ${whole(results.bitFlips.codes)} codes (7 in 10 C1, 2 in 10 C2, 1 in 10 P1) turned over, one at a time: ${whole(results.bitFlips.flips)} flips, **${whole(results.bitFlips.believed)} believed**.

${table(
  ['outcome', 'flips'],
  results.bitFlips.outcomes.map(([outcome, flips]) => [`\`${outcome}\``, whole(flips)]),
)}

## First paint of a business card

From the start of navigation until the enterprise's name has been painted, with an empty cache, from a server on this machine: the
widget with session and client, beside the same card made of plain DOM by hand. The median of ${results.firstPaint.rounds} rounds' own ratios
is **${results.firstPaint.ratio.toFixed(2)}** (${whole(results.firstPaint.widgetMilliseconds)} ms beside ${whole(results.firstPaint.plainMilliseconds)} ms).

## Scrolling through policies

${whole(results.scrolling.policies)} policies in one list, scrolled for ${whole(results.scrolling.frames)} frames by ${results.scrolling.pixels} pixels each, ${results.scrolling.rounds} times, in the widget and as plain rows in turns.
Browsers report the tasks that keep a page from answering for 50 ms and more. Aim: none. What plain rows have too is the
browser's and the machine's.

${table(
  ['', 'tasks of 50 ms and more', 'the longest'],
  [
    ['widget', ...longTasks(results.scrolling.widget)],
    ['plain rows', ...longTasks(results.scrolling.plain)],
  ],
)}

## The platform

One node on PostgreSQL, with ${results.platform.origin.connections} connections. Node, database and load share this machine's cores. A bare route answers JSON of
our web framework; a bare query is one row by its key, in a transaction of its tenant. The read is a partner's, of a consent;
the write is a policy matched, kept with its idempotency key. All take turns within every round. What the read
comes to for a minute without a pause is [promise 9](promises.md).

${originTable(results.platform)}

### As the county grows

The same request in a county of ${whole(results.platform.growth.small)} enterprises and in one of ${whole(results.platform.growth.large)}, in turns. Aim: at most ${AIMS.growth} × (${verdict(
    results.platform.growth.requests.every(({ ratio }) => ratio <= AIMS.growth),
  )}).

${table(
  ['request', 'small, ms', 'large, ms', 'ratio'],
  results.platform.growth.requests.map(({ name, smallMilliseconds, largeMilliseconds, ratio }) => [
    name,
    smallMilliseconds.toFixed(1),
    largeMilliseconds.toFixed(1),
    ratio.toFixed(2),
  ]),
)}
`
}

function verdict(isReached: boolean): string {
  return isReached ? 'reached' : '**not reached**'
}

function longTasks(milliseconds: readonly number[]): readonly string[] {
  if (milliseconds.length === 0) return ['none', '']
  return [whole(milliseconds.length), `${whole(Math.max(...milliseconds))} ms`]
}

function originTable({
  origin: { perSecond, readOfRoute, readOfQuery, writeOfQuery },
}: PlatformResults): string {
  return table(
    ['', 'per second', 'of the route', 'of the query'],
    [
      ['bare route', whole(perSecond.bareRoute), '', ''],
      ['bare query', whole(perSecond.bareQuery), '', ''],
      ['authenticated read', whole(perSecond.read), readOfRoute.toFixed(2), readOfQuery.toFixed(2)],
      ['authenticated write', whole(perSecond.write), '', writeOfQuery.toFixed(2)],
    ],
  )
}

function verificationTable(results: readonly VerificationResult[]): string {
  return table(
    ['code', 'in flight', 'Qiyema/s', 'raw WebCrypto/s', 'jose/s', 'of raw', 'of jose'],
    results.map(({ subject, inFlight, standings: [ours, raw, jose] }) => [
      subject,
      String(inFlight),
      whole(ours?.perSecond),
      whole(raw?.perSecond),
      whole(jose?.perSecond),
      ratio(raw),
      ratio(jose),
    ]),
  )
}

function squareTable(sizes: readonly SquareSize[]): string {
  const cell = ({ version, modules }: Size): string => `V${version}, ${modules} × ${modules}`
  return table(
    ['content', 'spelling', 'characters', 'level L', 'level M'],
    sizes.map(({ content, spelling, characters, L, M }) => [
      content,
      spelling,
      whole(characters),
      cell(L),
      cell(M),
    ]),
  )
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [line(head), `|${head.map(() => '---|').join('')}`, ...rows.map(line)].join('\n')
}

function whole(value: number | undefined): string {
  return Math.round(value ?? 0).toLocaleString('en-US')
}

function ratio(standing: Standing | undefined): string {
  return (standing?.ratio ?? 0).toFixed(2)
}
