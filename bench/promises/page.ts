// What came of the promises as a page. The layout never changes, only the figures.
import { cpus } from 'node:os'
import type { Promised } from './promises.ts'

export interface Outcome {
  readonly promised: Promised
  readonly passed: number
  readonly failed: number
  readonly seconds: number
  /** What tests measured, in their own words. */
  readonly figures: readonly string[]
}

/** Writes the page, in Markdown. */
export function page(outcomes: readonly Outcome[], date: Date): string {
  const rows = outcomes.map(
    ({ promised: { number, name, promise, projects }, passed, failed, seconds, figures }) =>
      `| ${number} | **${name}**: ${promise} | ${failed === 0 && passed > 0 ? 'kept' : '**broken**'} | ${passed} of ${passed + failed} tests, ${seconds} s, ${projects.join(', ')} | ${figures.join('; ') || '–'} |`,
  )
  return `# Promises

Made by \`npm run promises\`, which keeps each promise at its full figure and rewrites this page. \`npm test\` runs the same tests
in a size that fits. A promise without a test that can fail is not made.

| measured on | |
|---|---|
| processor | ${cpus()[0]?.model.trim() ?? 'unknown'}, ${cpus().length} cores |
| Node | ${process.versions.node} |
| date | ${date.toISOString().slice(0, 10)} |

| | promise | | run | measured |
|---|---|---|---|---|
${rows.join('\n')}

Promise 8 (scanning) is measured by \`npm run bench\` and stands in [benchmarks](benchmarks.md), as does what the platform
answers in a second (9).
`
}
