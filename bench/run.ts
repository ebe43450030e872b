// `npm run bench`: measures everything, prints it and writes docs/benchmarks.md. `--quick` is shorter and only prints.
import { mkdirSync, writeFileSync } from 'node:fs'
import { measureBitFlips } from './bit-flips.ts'
import { measureDecoding } from './decoding.ts'
import { measureFirstPaint } from './first-paint.ts'
import { measurePlatform } from './platform.ts'
import { type Results, report } from './report.ts'
import { makeSamples } from './samples.ts'
import { measureScanning } from './scanning.ts'
import { measureScrolling } from './scrolling.ts'
import { measureSm2 } from './sm2.ts'
import { measureSquares } from './squares.ts'
import { measureVerification } from './verification.ts'

const isQuick = process.argv.includes('--quick')
// Rounds are short, so that a contender meets the same weather as its neighbour, and many.
const options = isQuick ? { rounds: 10, millisecondsEach: 40 } : { rounds: 60, millisecondsEach: 50 }
const flippedCodes = isQuick ? 20 : 1000

say('signing codes')
const issuer = await makeSamples(isQuick ? 64 : 700)

const results: Results = {
  rounds: options.rounds,
  verification: await during('verification', () => measureVerification(issuer, options)),
  decoding: await during('decoding', () => measureDecoding(issuer, options)),
  scanning: await during('scanning on all cores', () => measureScanning(issuer, isQuick ? 2000 : 10_000)),
  sm2: await during('SM2', () => measureSm2(options)),
  squares: await during('squares', () => measureSquares(issuer)),
  bitFlips: await during('single-bit flips', () => measureBitFlips(issuer, flippedCodes, sayProgress)),
  firstPaint: await during('first paint of a card', () => measureFirstPaint(isQuick ? 5 : 25)),
  scrolling: await during('scrolling through policies', () => measureScrolling(isQuick ? 1 : 5)),
  platform: await during('the platform on PostgreSQL', () => measurePlatform(isQuick)),
}

const page = report(results, new Date())
console.log(page)
if (!isQuick) {
  mkdirSync('docs', { recursive: true })
  writeFileSync('docs/benchmarks.md', page)
}
if (results.bitFlips.believed > 0 || results.scanning.requests > 0) process.exitCode = 1

function during<Result>(subject: string, measure: () => Promise<Result>): Promise<Result> {
  say(subject)
  return measure()
}

function sayProgress(done: number, all: number): void {
  if (done % Math.ceil(all / 10) === 0) say(`  ${done} of ${all} codes`)
}

/** To stderr, so that stdout is the page alone. */
function say(text: string): void {
  process.stderr.write(`${text}\n`)
}
