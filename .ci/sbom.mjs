// `npm run sbom`: the bill of materials of each published package, or of those named, by CycloneDX, to reports/sbom.
// npm takes for a tool whatever the workspace itself has as one, so it is shown each package alone, with its part of the lock.
import { spawnSync } from 'node:child_process'
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** @typedef {{ name?: string, version: string, link?: boolean, resolved?: string, dependencies?: Record<string, string>, optionalDependencies?: Record<string, string>, peerDependencies?: Record<string, string>, devDependencies?: Record<string, string> }} Entry */
/** @type {Record<string, Entry>} */
const locked = JSON.parse(readFileSync('package-lock.json', 'utf8')).packages
const wanted = process.argv.slice(2)

mkdirSync('reports/sbom', { recursive: true })
for (const path of globSync('packages/*/package.json').sort()) {
  const manifest = JSON.parse(readFileSync(path, 'utf8'))
  if (manifest.private || (wanted.length > 0 && !wanted.includes(manifest.name))) continue
  const bill = billOf(manifest, dirname(path).replaceAll('\\', '/'))
  const file = `reports/sbom/${manifest.name.replace('@', '').replace('/', '-')}.cdx.json`
  writeFileSync(file, bill)
  console.log(`${file}: ${JSON.parse(bill).components.length} components`)
}

function billOf(/** @type {Entry & { license: string }} */ manifest, /** @type {string} */ place) {
  const { name, version, license, dependencies = {} } = manifest
  const alone = { name, version, license, dependencies }
  const temporary = mkdtempSync(join(tmpdir(), 'qiyema-sbom-'))
  // The bill names the package by its folder.
  const folder = join(temporary, name ?? '')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), JSON.stringify(alone))
  const packages = { '': alone, ...broughtBy(dependencies, place, '') }
  writeFileSync(
    join(folder, 'package-lock.json'),
    JSON.stringify({ name, version, lockfileVersion: 3, packages }),
  )
  const { status, stdout, stderr } = spawnSync(
    'npm',
    ['sbom', '--sbom-format=cyclonedx', '--sbom-type=library', '--package-lock-only', '--loglevel=error'],
    { cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 26, shell: process.platform === 'win32' },
  )
  rmSync(temporary, { recursive: true })
  if (status === 0) return stdout
  console.error(stderr || `npm sbom failed for ${name}.`)
  process.exit(1)
}

/**
 * What dependencies bring along: entries of a lock in which each stands below whom it serves.
 *
 * @param {Record<string, string>} dependencies
 * @param {string} from where in the workspace they are asked for
 * @param {string} below where in the new lock
 * @param {ReadonlySet<string>} above those that are being looked at already
 * @returns {Record<string, object>}
 */
function broughtBy(dependencies, from, below, above = new Set()) {
  return Object.assign(
    {},
    ...Object.keys(dependencies).map(name => {
      const found = find(name, from)
      if (!found || above.has(found)) return {}
      const {
        dev: _,
        devOptional: __,
        devDependencies: ___,
        peerDependencies: ____,
        optionalDependencies: _____,
        ...entry
      } = /** @type {Entry & { dev?: boolean, devOptional?: boolean }} */ (locked[found])
      const path = `${below}node_modules/${name}`
      return {
        [path]: entry,
        ...broughtBy(entry.dependencies ?? {}, found, `${path}/`, new Set([...above, found])),
      }
    }),
  )
}

/** As Node looks for it: in each folder above. */
function find(/** @type {string} */ name, /** @type {string} */ from) {
  for (let place = from; ; place = place.slice(0, Math.max(0, place.lastIndexOf('/')))) {
    const path = `${place}${place && '/'}node_modules/${name}`
    const { link, resolved } = locked[path] ?? {}
    if (locked[path]) return link ? resolved : path
    if (place === '') return undefined
  }
}
