// Finds the binaries of a PostgreSQL server to test with. Runs on Node 20, before and after `npm ci`.
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

const debianRoot = '/usr/lib/postgresql'
const otherPlaces = [
  '/opt/homebrew/opt/postgresql/bin',
  '/opt/homebrew/bin',
  '/usr/local/opt/postgresql/bin',
  '/usr/local/pgsql/bin',
  '/usr/local/bin',
  '/usr/bin',
]

/**
 * The folder with the newest; POSTGRESQL_BIN goes before all.
 *
 * @returns {string | undefined}
 */
export function findServerBinaries() {
  const places = [process.env.POSTGRESQL_BIN, ...debianPlaces(), ...otherPlaces]
  return places.find(place => place && ['initdb', 'postgres'].every(name => existsSync(join(place, name))))
}

/** Debian keeps one folder a major version, and none of it on the path. */
function debianPlaces() {
  if (!existsSync(debianRoot)) return []
  return readdirSync(debianRoot)
    .sort((one, other) => Number(other) - Number(one))
    .map(version => join(debianRoot, version, 'bin'))
}
