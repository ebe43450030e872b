/** Reads a set of test vectors: what is verified, what is trusted, what must come out. */

import type { JWK } from '@qiyema/core/sign'
import { readTrustList, type TrustList } from '@qiyema/core/trust'
import { Mistake } from '../mistake.js'
import { nameOf } from './bytes.js'

export interface VectorSet {
  /** As an object; absent when the set has it signed only. */
  readonly trust?: TrustList
  /** The same signed, with its root key. */
  readonly signedTrust?: { readonly jwt: string; readonly root: JWK | readonly JWK[] }
  readonly statusLists: Readonly<Record<string, string>>
  readonly cases: readonly VectorCase[]
}

export interface VectorCase {
  readonly id: string
  /** Unix seconds. */
  readonly at: number
  readonly text: unknown
  /** Members of the result; where a value is a list, any of its members will do. */
  readonly expect: Readonly<Record<string, unknown>>
}

type JsonObject = Readonly<Record<string, unknown>>

export function readVectorSet(value: unknown, path: string): VectorSet {
  const fail = (reason: string): never => {
    throw new Mistake(`${nameOf(path)} is no vector set: ${reason}.`)
  }
  const object = (given: unknown, what: string): JsonObject =>
    isObject(given) ? given : fail(`${what} is no object`)

  const { now, trust, trustJwt, trustRoot, statusLists = {}, cases } = object(value, 'it')
  if (!Array.isArray(cases)) return fail('it has no list of cases')
  if (trust === undefined && (trustJwt === undefined || trustRoot === undefined))
    return fail('it has neither trust, nor trustJwt with trustRoot')
  const tokens = object(statusLists, 'statusLists')
  if (!Object.values(tokens).every(token => typeof token === 'string'))
    return fail('a status list is not the text of a token')

  const readCase = (given: unknown, index: number): VectorCase => {
    const { id, at = now, text, expect } = object(given, `case ${index + 1}`)
    if (typeof id !== 'string') return fail(`case ${index + 1} has no id`)
    if (typeof at !== 'number') return fail(`case ${id} has no moment`)
    if (text === undefined) return fail(`case ${id} has no text`)
    return { id, at, text, expect: readExpectation(expect) ?? fail(`case ${id} expects nothing`) }
  }
  return {
    ...(trust !== undefined && { trust: readTrustList(trust) }),
    ...(typeof trustJwt === 'string' &&
      trustRoot !== undefined && {
        signedTrust: { jwt: trustJwt, root: readRoot(trustRoot) ?? fail('trustRoot is no key') },
      }),
    statusLists: tokens as Readonly<Record<string, string>>,
    cases: cases.map(readCase),
  }
}

/** An expectation is an object of members, an outcome, or a list of outcomes. */
function readExpectation(expect: unknown): JsonObject | undefined {
  if (typeof expect === 'string' || (Array.isArray(expect) && expect.length > 0)) return { outcome: expect }
  return isObject(expect) && Object.keys(expect).length > 0 ? expect : undefined
}

function readRoot(root: unknown): JWK | readonly JWK[] | undefined {
  const isKeyLike = [root].flat().every(isObject)
  return isKeyLike ? (root as JWK | readonly JWK[]) : undefined
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
