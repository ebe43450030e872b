// `npm start`: builds, then runs the platform with the sample county beside the page that verifies codes, until it is told to stop.
// What it starts is in process groups of its own: a Ctrl+C reaches all of a terminal's, and twice would mean at once.
import { spawn, spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** How long after a signal another is a second one, and not the same by another way: npm hands on what the terminal has sent. */
const AGAIN_MILLISECONDS = 1000

process.chdir(fileURLToPath(new URL('..', import.meta.url)))

const built = spawnSync('npm', ['run', '--silent', 'build'], {
  stdio: ['ignore', 'ignore', 'inherit'],
  shell: process.platform === 'win32', // where npm is a script
})
if (built.status !== 0) {
  console.error('The build failed: npm run build says why.')
  process.exit(1)
}

const children = [
  start('packages/cli/bin/qiyema.js', 'serve', '--sample', '--folder', '.data'),
  start('examples/verify-site/server/serve.ts'),
]
let stoppedAt = 0
let exitCode = 0
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop)
for (const child of children) {
  child.on('exit', (code, signal) => {
    // One that ends by itself takes the other with it.
    if (stoppedAt === 0) exitCode = code ?? 1
    else if (code !== 0 && signal !== 'SIGTERM') exitCode = 1
    stop()
    if (children.every(({ exitCode, signalCode }) => exitCode !== null || signalCode !== null))
      process.exit(exitCode)
  })
}

// Told to end, npm ends the shell that it has started this in, and the shell hands nothing on.
const { ppid: shell } = process
if (process.env.npm_lifecycle_event) {
  const watch = setInterval(() => {
    if (process.ppid === shell) return
    clearInterval(watch)
    stop()
  }, 300).unref()
}

function start(/** @type {string} */ program, /** @type {string[]} */ ...args) {
  return spawn(process.execPath, [program, ...args], {
    // A request a line would hide what is told.
    env: { LOG: 'warn', ...process.env },
    // With the channel it ends when this process does, however that happens.
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    detached: process.platform !== 'win32',
  })
}

function stop() {
  const now = Date.now()
  if (stoppedAt === 0) {
    stoppedAt = now
    for (const child of children) if (child.connected) child.disconnect()
  } else if (now - stoppedAt > AGAIN_MILLISECONDS) {
    for (const child of children) child.kill('SIGKILL')
  }
}
