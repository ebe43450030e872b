// `npm start`: builds, then runs the platform with the sample county, a bank, an industry platform and a page that verifies codes,
// until it is told to stop.
// What it starts is in process groups of its own: a Ctrl+C reaches all of a terminal's, and twice would mean at once.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { BUILD, runSteps } from './steps.mjs'

/** How long after a signal another is a second one, and not the same by another way: npm hands on what the terminal has sent. */
const AGAIN_MILLISECONDS = 1000
const FOLDER = '.data'
const PORTS_TO_TRY = 20

process.chdir(fileURLToPath(new URL('..', import.meta.url)))

if (!(await runSteps(BUILD))) process.exit(1)

/** @type {import('node:child_process').ChildProcess[]} */
const children = []
let stoppedAt = 0
let exitCode = 0
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop)

// Told to end, npm ends the shell that it has started this in, and the shell hands nothing on.
const { ppid: shell } = process
if (process.env.npm_lifecycle_event) {
  const watch = setInterval(() => {
    if (process.ppid === shell) return
    clearInterval(watch)
    stop()
  }, 300).unref()
}

// The platform has to know the sites of its partners before they ask for anything, so their ports are chosen first.
const platformPort = process.env.PORT ?? '4400'
const bankPort = await freePort(4320)
const industryPort = await freePort(4330)
const QIYEMA_URL = `http://localhost:${platformPort}`
const origins = [bankPort, industryPort].flatMap(port => ['--origin', `http://localhost:${port}`])

start('packages/cli/bin/qiyema.js', ['serve', '--sample', '--folder', FOLDER, ...origins], {
  PORT: platformPort,
})
await answering(QIYEMA_URL)
if (stoppedAt === 0) {
  start('examples/partner-bank/server/serve.ts', [], { PORT: bankPort, QIYEMA_URL, QIYEMA_FOLDER: FOLDER })
  start('examples/industry-platform/server/serve.ts', [], { PORT: industryPort, QIYEMA_URL })
  start('examples/verify-site/server/serve.ts', [], {})
  console.log(`
  Three minutes: at the partner bank enter as an enterprise and post a loan need (融资). Sign out, enter as an
  account manager, take the need up and make an offer. As the enterprise again, accept it.
`)
}

/**
 * @param {string} program
 * @param {string[]} args
 * @param {Record<string, string>} settings
 */
function start(program, args, settings) {
  // A port that this was started with is the platform's.
  const { PORT: _, ...environment } = process.env
  const child = spawn(process.execPath, [program, ...args], {
    // A request a line would hide what is told.
    env: { LOG: 'warn', ...environment, ...settings },
    // With the channel it ends when this process does, however that happens.
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    detached: process.platform !== 'win32',
  })
  children.push(child)
  child.on('exit', (code, signal) => {
    // One that ends by itself takes the others with it.
    if (stoppedAt === 0) exitCode = code ?? 1
    else if (code !== 0 && signal !== 'SIGTERM') exitCode = 1
    stop()
    if (children.every(({ exitCode, signalCode }) => exitCode !== null || signalCode !== null))
      process.exit(exitCode)
  })
}

function stop() {
  const now = Date.now()
  if (stoppedAt === 0) {
    stoppedAt = now
    for (const child of children) if (child.connected) child.disconnect()
    if (children.length === 0) process.exit(exitCode)
  } else if (now - stoppedAt > AGAIN_MILLISECONDS) {
    for (const child of children) child.kill('SIGKILL')
  }
}

/** Waits until the platform answers. One that cannot start ends this program by ending. */
async function answering(/** @type {string} */ url) {
  while (stoppedAt === 0) {
    const isThere = await fetch(`${url}/healthz`).then(
      answer => answer.ok,
      () => false,
    )
    if (isThere) return
    await new Promise(resolve => setTimeout(resolve, 200))
  }
}

/** The first free one from the port that is wished for. */
async function freePort(/** @type {number} */ wished) {
  for (let port = wished; port < wished + PORTS_TO_TRY; port++) {
    const server = createServer()
    server.listen(port, '127.0.0.1')
    const isFree = await once(server, 'listening').then(
      () => true,
      () => false,
    )
    if (!isFree) continue
    server.close()
    await once(server, 'close')
    return String(port)
  }
  console.error(`No port is free from ${wished} on: stop what holds them.`)
  process.exit(1)
}
