// `npm run licences`: may every package of the lock be used, by its licence? What partners install is held to less than tools are.
import { readFileSync } from 'node:fs'

/** Anybody may use, change and pass these on, and need only name their authors. */
const FREE = [
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'Python-2.0',
  'Unlicense',
  'Zlib',
]
/** Of tools and data that stay here: to be named, or shared again when changed. */
const FREE_FOR_TOOLS = [
  ...FREE,
  'CC-BY-3.0',
  'CC-BY-4.0',
  'CC BY-SA 4.0',
  'LGPL-3.0-or-later',
  'MPL-2.0',
  'WTFPL',
]
/** @typedef {{ license?: string, dev?: boolean, devOptional?: boolean, link?: boolean, optional?: boolean }} Entry */
/** @type {[string, Entry][]} */
const entries = Object.entries(JSON.parse(readFileSync('package-lock.json', 'utf8')).packages)
const others = entries.filter(([path, { link }]) => path.includes('node_modules/') && !link)
const faults = others.filter(([, entry]) => !isFree(entry.license, allowedFor(entry)))

for (const [path, { license }] of faults) console.error(`${path}: ${license ?? 'no licence'}`)
console.log(`${others.length} packages, ${faults.length} with a licence that is not on the list`)
process.exit(faults.length > 0 ? 1 : 0)

function allowedFor(/** @type {Entry} */ { dev, devOptional, optional }) {
  return dev || devOptional || optional ? FREE_FOR_TOOLS : FREE
}

/** Of alternatives one will do, of several together all must. */
function isFree(/** @type {string | undefined} */ expression, /** @type {readonly string[]} */ allowed) {
  if (!expression) return false
  const alternatives = expression.replace(/[()]/g, '').split(' OR ')
  return alternatives.some(one => one.split(' AND ').every(licence => allowed.includes(licence.trim())))
}
