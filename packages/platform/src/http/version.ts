/** Which version of the interface a request is by: what it names, or the newest. */
import { VERSION_HEADER, VERSIONS, type Version } from '@qiyema/core/contract'
import { PlatformProblem } from './problems.js'

/** @throws {PlatformProblem} `unsupported_version` for a day from which nothing changed here */
export function readVersion(headers: Headers): Version {
  const named = headers.get(VERSION_HEADER)
  const version = named === null ? VERSIONS[0] : VERSIONS.find(known => known === named)
  if (version === undefined) throw new PlatformProblem('unsupported_version')
  return version
}
