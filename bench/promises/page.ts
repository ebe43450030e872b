// What came of the promises as a page. The layout never changes, only the figures.
import type { Promised } from './promises.ts'

export interface Outcome {
  /** The day: `2026-01-31`. */
  readonly date: string
  /** Its processor, how many cores it has, and its Node. */
  readonly machine: string
  readonly passed: number
  readonly failed: number
  readonly seconds: number
  /** What tests measured, in their own words. */
  readonly figures: readonly string[]
}

/** Writes the page, in Markdown. */
export function page(promises: readonly Promised[], outcomes: Readonly<Record<number, Outcome>>): string {
  const rows = promises.map(promised => row(promised, outcomes[promised.number]))
  return `# Promises

Made by \`npm run promises\`, which keeps each promise at its full figure and rewrites this page. \`npm test\` runs the same tests
in a size that fits. A promise without a test that can fail is not made.

| | promise | | run | measured |
|---|---|---|---|---|
${rows.join('\n')}

Promise 8, 23,334 verifications a second, is measured by \`npm run bench\`: [benchmarks](benchmarks.md) says whether the machine
named there reached it.
`
}

function row({ number, name, promise, projects }: Promised, outcome: Outcome | undefined): string {
  const what = `| ${number} | **${name}**: ${promise}`
  if (!outcome) return `${what} | not run yet | – | – |`
  const { date, machine, passed, failed, seconds, figures } = outcome
  const isKept = failed === 0 && passed > 0
  const run = `${passed} of ${passed + failed} tests, ${seconds} s, ${projects.join(', ')}; ${date}, ${machine}`
  return `${what} | ${isKept ? 'kept' : '**broken**'} | ${run} | ${figures.join('; ') || '–'} |`
}
