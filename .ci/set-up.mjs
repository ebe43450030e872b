// Makes a fresh clone ready: the packages of the lock and, with --browser, what tests need beside them: a Chromium with Chinese
// fonts, PostgreSQL's server, and zbarimg.
// npm runs it before `npm start` and `npm test`, at first without node_modules and on Node 20: it imports nothing else.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { chromiumArguments, findChromium } from './chromium.mjs'
import { findServerBinaries } from './postgresql.mjs'

const isWindows = process.platform === 'win32'
process.chdir(fileURLToPath(new URL('..', import.meta.url)))

checkNode()
installPackages()
if (process.argv.includes('--browser')) {
  installChineseFonts()
  installChromium()
  installPostgresql()
  installZbar()
}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major < 20 || (major === 20 && minor < 19)) {
    fail(
      `Qiyema needs Node 20.19 or later, and this is ${process.versions.node}: install Node 24 and try again.`,
    )
  }
}

/** Installs when the lock is not the one that was last installed from, so that nobody has to remember to. */
function installPackages() {
  const stampPath = 'node_modules/.qiyema-lock'
  const lock = createHash('sha256').update(readFileSync('package-lock.json')).digest('hex')
  const stamp = `${lock} ${process.platform}-${process.arch}`
  if (!existsSync(stampPath) || readFileSync(stampPath, 'utf8') !== stamp) {
    say('Installing the packages of package-lock.json')
    // --include, because a NODE_ENV of production would leave out every tool.
    const isInstalled = run('npm', ['ci', '--loglevel=error', '--include=dev', '--include=optional'])
    if (!isInstalled) fail('npm ci failed: read its message above, then run the command again.')
    writeFileSync(stampPath, stamp)
  }
  const bringsNode = existsSync(`node_modules/.bin/${isWindows ? 'node.cmd' : 'node'}`)
  if (!bringsNode && Number.parseInt(process.versions.node, 10) < 24) {
    fail(
      `No Node 24 comes with the packages on ${process.platform}-${process.arch}: install it (.nvmrc) and try again.`,
    )
  }
}

/** Without a Chinese font the tests still run, but every character is the same empty box. */
function installChineseFonts() {
  if (process.platform !== 'linux' || hasChineseFont()) return
  if (canInstallDebianPackages()) {
    say('Installing fonts-noto-cjk')
    if (aptInstall('fonts-noto-cjk') && hasChineseFont()) return
  }
  say('No Chinese font was found, so Chinese text shows as boxes: install fonts-noto-cjk or another one.')
}

/** Without fontconfig's fc-list nobody can tell, and Chromium's package brings fontconfig: then install. */
function hasChineseFont() {
  const list = spawnSync('fc-list', [':lang=zh'], { encoding: 'utf8' })
  return list.status === 0 && list.stdout.trim() !== ''
}

function installChromium() {
  let path = existingChromium()
  if (!path) {
    say('No Chromium was found: installing one')
    if (canInstallDebianPackages()) aptInstall('chromium-headless-shell') || aptInstall('chromium')
    path = existingChromium()
  }
  if (!path) {
    run('npx', ['playwright-core', 'install', 'chromium'])
    path = existingChromium()
  }
  if (!path)
    fail('No Chromium could be installed: install Chromium or Google Chrome, or set CHROMIUM_PATH to one.')
  checkThatItStarts(path)
}

function existingChromium() {
  try {
    return findChromium()
  } catch (error) {
    fail(error instanceof Error ? error.message : String(error))
  }
}

/** A path proves little: Ubuntu's chromium-browser is a script that asks for a snap, a container may lack a library. */
function checkThatItStarts(/** @type {string} */ path) {
  if (isWindows) return // there `--version` opens a window
  const { status, stdout, stderr } = spawnSync(path, [...chromiumArguments, '--version'], {
    encoding: 'utf8',
  })
  if (status === 0) return say(`Browser: ${stdout.trim()} (${path})`)
  fail(
    `${path} does not start (${stderr?.trim() || `exit ${status}`}): repair it, or set CHROMIUM_PATH to another.`,
  )
}

/** Where none can be installed, the tests that need it are left out, and say so. */
function installPostgresql() {
  if (findServerBinaries()) return
  if (canInstallDebianPackages()) {
    say('Installing postgresql')
    if (aptInstall('postgresql') && findServerBinaries()) return
  }
  say('No PostgreSQL server was found, so nothing is tested on one: install postgresql.')
}

/** Others' reader of squares. */
function installZbar() {
  if (isWindows || spawnSync('zbarimg', ['--version']).status === 0) return
  if (canInstallDebianPackages()) {
    say('Installing zbar-tools')
    if (aptInstall('zbar-tools')) return
  }
  say('zbarimg was not found, so no square is read by it: install zbar-tools.')
}

function canInstallDebianPackages() {
  return process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
}

/** apt-get tells of every file it unpacks: that is only of interest when it fails. */
function aptInstall(/** @type {string} */ name) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  for (const args of [['update'], ['install', '--yes', '--no-install-recommends', name]]) {
    const { status, stdout, stderr } = spawnSync('apt-get', ['-q', ...args], { env, encoding: 'utf8' })
    if (status !== 0) {
      console.error(stdout, stderr)
      return false
    }
  }
  return true
}

function run(/** @type {string} */ command, /** @type {string[]} */ args) {
  // npm and npx are scripts on Windows, which only a shell can start.
  return spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'], shell: isWindows }).status === 0
}

function say(/** @type {string} */ sentence) {
  console.log(sentence)
}

/** @returns {never} */
function fail(/** @type {string} */ sentence) {
  console.error(sentence)
  process.exit(1)
}
