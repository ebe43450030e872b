// `npm test`: every check of the repository, in order, stopping at the first step in which one fails.
// Checks that do not need each other stand in one step and run two at a time.
import { spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Scripts of the root package.json. */
const steps = [
  ['build:runnable'],
  ['docs', 'packages', 'types', 'lint', 'imports', 'unused', 'lock', 'licences', 'spelling', 'size'],
  ['vitest'],
]
const atOnce = 2

process.chdir(fileURLToPath(new URL('..', import.meta.url)))
// A report of an earlier run must not be taken for this one's.
rmSync('reports', { recursive: true, force: true })

for (const scripts of steps) {
  const failed = await runStep(scripts)
  if (failed.length > 0) {
    console.error(`\nFailed: ${failed.map(script => `npm run ${script}`).join(', ')}`)
    process.exit(1)
  }
}

/** Runs the scripts and returns those that failed, after printing what they said. */
async function runStep(/** @type {string[]} */ scripts) {
  const waiting = [...scripts]
  /** @type {string[]} */
  const failed = []
  const worker = async () => {
    for (let script = waiting.shift(); script; script = waiting.shift()) {
      if (!(await runScript(script))) failed.push(script)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  return failed
}

/** Announces a script when it ends, or when it starts if its output is worth watching. */
async function runScript(/** @type {string} */ script) {
  const isWatched = script === 'vitest'
  if (isWatched) console.log('vitest:')
  const started = performance.now()
  const { isSuccess, output } = await npmRun(script, isWatched)
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  console.log(`${script}: ${isSuccess ? 'ok' : 'FAILED'}, ${seconds} s`)
  if (!isSuccess) console.error(output)
  return isSuccess
}

/** @returns {Promise<{ isSuccess: boolean, output: string }>} */
function npmRun(/** @type {string} */ script, /** @type {boolean} */ isWatched) {
  return new Promise(resolve => {
    const child = spawn('npm', ['run', '--silent', script], {
      stdio: ['ignore', isWatched ? 'inherit' : 'pipe', isWatched ? 'inherit' : 'pipe'],
      shell: process.platform === 'win32', // where npm is a script
    })
    let output = ''
    child.stdout?.on('data', chunk => (output += chunk))
    child.stderr?.on('data', chunk => (output += chunk))
    child.on('error', error => resolve({ isSuccess: false, output: error.message }))
    child.on('close', code => resolve({ isSuccess: code === 0, output }))
  })
}
