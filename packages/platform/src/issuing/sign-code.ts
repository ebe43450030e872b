/** Signs a code at the position that it takes. */
import {
  type HolderBoundCode,
  type JWK,
  type Lifetime,
  type PrintableCode,
  QiyemaError,
  signCode,
} from '@qiyema/core/sign'
import { PlatformProblem } from '../http/problems.js'
import type { Db } from '../store/store.js'
import { type Issuer, issuingCounty } from './issuer.js'
import { takePosition } from './positions.js'

/** What a code is to say. */
export interface CodeWishes {
  readonly uscc: string
  readonly lifetime: Lifetime
  readonly name?: string | undefined
  /** The holder's public key. */
  readonly holder?: JWK | undefined
}

/** The present minute, in seconds: a code cannot name its time of issue more closely. */
function minuteOf(now: Date): number {
  return Math.floor(now.getTime() / 60_000) * 60
}

/**
 * @throws {PlatformProblem} `name_too_long` for a name that has no room beside the rest, `invalid_fields` at `/holder` for a key
 *   that is on no curve, `forbidden` for a credit code of a region that this issuer does not speak for
 */
export async function signAtPosition(
  db: Db,
  issuer: Issuer,
  { uscc, lifetime, name, holder }: CodeWishes,
  now: Date,
): Promise<PrintableCode | HolderBoundCode> {
  const issuedAt = minuteOf(now)
  const { regions } = await issuingCounty(db)
  const key = await issuer.codeKeyAt(issuedAt, regions)
  const status = await takePosition(db, now)
  const request = {
    uscc,
    lifetime,
    status,
    issuedAt,
    ...(name !== undefined && { name: name.normalize('NFC') }),
  }
  try {
    return await (holder ? signCode({ ...request, holder }, key) : signCode(request, key))
  } catch (error) {
    throw error instanceof QiyemaError ? (problemOf(error) ?? error) : error
  }
}

function problemOf({ code }: QiyemaError): PlatformProblem | undefined {
  switch (code) {
    case 'ERR_NAME':
      return new PlatformProblem('name_too_long')
    case 'ERR_HOLDER':
      return new PlatformProblem('invalid_fields', { errors: [{ pointer: '/holder', code: 'invalid' }] })
    case 'ERR_OUT_OF_REGION':
      return new PlatformProblem('forbidden', {
        detail: {
          'zh-CN': '该统一社会信用代码的登记地区不在本平台的制码范围内。',
          en: 'This platform may not issue codes for the region in which the credit code was first registered.',
        },
      })
    default:
      return undefined
  }
}
