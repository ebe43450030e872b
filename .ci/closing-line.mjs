// Prints `N passed, N failed` from vitest's JSON report, and fails when a test failed or none passed.
import { existsSync, readFileSync } from 'node:fs'

const path = process.argv[2] ?? 'reports/vitest.json'
const report = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {}
const {
  numPassedTests: passed = 0,
  numFailedTests = 0,
  numPendingTests = 0,
  numTodoTests = 0,
  testResults = [],
} = report

/** @typedef {{ status: string, assertionResults: { status: string }[] }} File */
/** A file that could not even be loaded has no failed test; it counts as one. */
const brokenFiles = testResults.filter(
  (/** @type {File} */ file) =>
    file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed'),
).length
const failed = numFailedTests + brokenFiles
const skipped = numPendingTests + numTodoTests

console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
process.exit(failed > 0 || passed === 0 ? 1 : 0)
