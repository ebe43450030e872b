/** Reads keys from files of JSON Web Keys (RFC 7517). No sentence here ever quotes a key. */
import type { JWK } from '@qiyema/core/sign'
import { Mistake } from '../mistake.js'
import { nameOf, readJson } from './bytes.js'

const MEMBERS = ['kty', 'crv', 'x', 'y', 'd'] as const

/** A private key: the members that signing needs, and no others. */
export async function readPrivateJwk(path: string): Promise<JWK> {
  const jwk = await readJwk(path)
  if (jwk.d === undefined) throw new Mistake(`${nameOf(path)} holds a public key; this needs a private one.`)
  return jwk
}

/** A public key; of a private one, its public half. */
export async function readPublicJwk(path: string): Promise<JWK> {
  const { d, ...publicJwk } = await readJwk(path)
  return publicJwk
}

/** A public key with the name by which what it has signed says so. */
export async function readNamedPublicJwk(path: string): Promise<JWK> {
  const value = await readJson(path)
  const { d, ...publicJwk } = jwkOf(value, path)
  const { kid } = { ...(value as { readonly kid?: unknown }) }
  if (typeof kid !== 'string') throw new Mistake(`${nameOf(path)} is a key without a kid.`)
  return { ...publicJwk, kid }
}

async function readJwk(path: string): Promise<JWK> {
  return jwkOf(await readJson(path), path)
}

function jwkOf(value: unknown, path: string): JWK {
  const given: Readonly<Record<string, unknown>> =
    typeof value === 'object' && value !== null ? { ...value } : {}
  if (typeof given.kty !== 'string' || typeof given.crv !== 'string' || typeof given.x !== 'string')
    throw new Mistake(`${nameOf(path)} is not a JSON Web Key on P-256, Ed25519 or SM2.`)
  const members = MEMBERS.map(member => [member, given[member]]).filter(
    ([, content]) => content !== undefined,
  )
  if (members.every(([, content]) => typeof content === 'string')) return Object.fromEntries(members)
  throw new Mistake(`${nameOf(path)} is a JSON Web Key with a member that is not a string.`)
}
