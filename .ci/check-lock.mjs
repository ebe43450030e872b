// `npm run lock`: is package-lock.json whole? A registry that lacks one platform's binary makes `npm install` leave it out
// in silence, and `npm ci` then fails on the machines that need it.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** @typedef {{ name?: string, version?: string, resolved?: string, integrity?: string, link?: boolean, optionalDependencies?: Record<string, string> }} Entry */
/** @type {[string, Entry][]} */
const entries = Object.entries(JSON.parse(readFileSync('package-lock.json', 'utf8')).packages)

const problems = [...missingBinaries(), ...unpinnedPackages(), ...npmsOwnComplaints()]
for (const problem of problems) console.error(problem)
process.exit(problems.length > 0 ? 1 : 0)

/** Every exact optional dependency (how packages name their binaries) must itself be in the lock. */
function missingBinaries() {
  const locked = new Set(entries.map(([path, { name, version }]) => `${name ?? nameAt(path)}@${version}`))
  return entries.flatMap(([path, { optionalDependencies = {} }]) =>
    Object.entries(optionalDependencies)
      .filter(([name, range]) => /^\d+\.\d+\.\d+/.test(range) && !locked.has(`${name}@${range}`))
      .map(([name, version]) => `${path || 'package.json'} needs ${name}@${version}, which the lock lacks.`),
  )
}

function nameAt(/** @type {string} */ path) {
  return path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
}

/** An address would bind everybody to the registry or mirror of whoever wrote the lock; a hash binds to the package. */
function unpinnedPackages() {
  return entries
    .filter(([path, { link }]) => path.includes('node_modules/') && !link)
    .filter(([, { integrity, resolved }]) => !integrity || resolved)
    .map(([path, { resolved }]) => `${path} ${resolved ? `comes from ${resolved}` : 'has no integrity'}`)
}

function npmsOwnComplaints() {
  const { status, stderr } = spawnSync('npm', ['ci', '--dry-run', '--loglevel=error'], {
    encoding: 'utf8',
    shell: process.platform === 'win32',
  })
  return status === 0 ? [] : [`npm ci would fail:\n${stderr}`]
}
