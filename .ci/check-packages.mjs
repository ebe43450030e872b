// `npm run packages`: would each published package, packed as npm packs it, work for those who install it?
// publint reads its package.json; attw resolves its types as every module system does. A tarball is the same when it is packed
// again from another folder at another time, or nobody could tell whether it is what its source says.
import { spawnSync } from 'node:child_process'
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

for (const manifestPath of globSync('packages/*/package.json').sort()) {
  const path = dirname(manifestPath)
  const manifest = JSON.parse(readFileSync(manifestPath, 'utf8'))
  if (manifest.private) continue
  check('publint', ['--strict', path])
  checkThatItPacksAlike(path)
  // A package that is only a command has no types to resolve. node16: resolution that ignores `exports` is of the past;
  // what has no CommonJS is not held to it.
  if (manifest.exports) {
    const profile = JSON.stringify(manifest.exports).includes('"require"') ? 'node16' : 'esm-only'
    check('attw', ['--pack', path, '--profile', profile, '--no-emoji', '--format', 'ascii'])
  }
}

function check(/** @type {string} */ command, /** @type {string[]} */ args) {
  console.log(`${command} ${args.join(' ')}`)
  const { status } = spawnSync(command, args, { stdio: 'inherit', shell: process.platform === 'win32' })
  if (status !== 0) process.exitCode = 1
}

/** A copy has other dates, and npm's tarballs have none. */
function checkThatItPacksAlike(/** @type {string} */ path) {
  const copy = mkdtempSync(join(tmpdir(), 'qiyema-packed-'))
  cpSync(path, copy, { recursive: true, filter: source => !source.includes('node_modules') })
  const [one, other] = [integrityOf(path), integrityOf(copy)]
  rmSync(copy, { recursive: true })
  console.log(`npm pack ${path}: ${one}`)
  if (one !== undefined && one === other) return
  console.error(`${path} packs differently from a copy of itself: ${other}`)
  process.exitCode = 1
}

/** @returns {string | undefined} */
function integrityOf(/** @type {string} */ folder) {
  const { stdout } = spawnSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
    shell: process.platform === 'win32',
  })
  const packed = JSON.parse(stdout)
  return Object.values(packed)[0]?.integrity
}
