// `npm run packages`: would each published package, packed as npm packs it, work for those who install it?
// publint reads its package.json; attw resolves its types as every module system does.
import { spawnSync } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'

for (const manifestPath of globSync('packages/*/package.json').sort()) {
  const path = dirname(manifestPath)
  const manifest = JSON.parse(readFileSync(manifestPath, 'utf8'))
  if (manifest.private) continue
  check('publint', ['--strict', path])
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
