// Runs scripts of the root package.json in steps: those of a step do not need each other and run two at a time, and nothing is
// begun after a step in which one has failed.
import { spawn } from 'node:child_process'

const AT_ONCE = 2

/** What all sites and the platform are made by; see `build` in package.json. */
export const BUILD = [['build:core'], ['build:server', 'build:page']]

/**
 * Says of each script how long it took, and of one that fails what it printed.
 *
 * @param {readonly (readonly string[])[]} steps
 * @returns {Promise<boolean>} whether all went well
 */
export async function runSteps(steps) {
  for (const scripts of steps) {
    const failed = await runStep(scripts)
    if (failed.length > 0) {
      console.error(`\nFailed: ${failed.map(script => `npm run ${script}`).join(', ')}`)
      return false
    }
  }
  return true
}

/** Runs the scripts and returns those that failed, after printing what they said. */
async function runStep(/** @type {readonly string[]} */ scripts) {
  const waiting = [...scripts]
  /** @type {string[]} */
  const failed = []
  const worker = async () => {
    for (let script = waiting.shift(); script; script = waiting.shift()) {
      if (!(await runScript(script))) failed.push(script)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
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
