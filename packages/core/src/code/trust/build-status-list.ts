/** Makes status lists: set in memory, packed, signed (IETF Token Status List). */
import { QiyemaError } from '../../errors.js'
import { toBase64url } from '../format/bytes.js'
import { splitJws } from '../format/compact-jws.js'
import { isSafeUrl } from '../format/link.js'
import type { SigningKey, SuiteOptions } from '../sign/issuer-key.js'
import { DEFAULT_SUITES } from '../suites/known-suites.js'
import { signList } from './signed-list.js'
import { readStatusList, STATUS_BITS, STATUS_LIST_TYP, type StatusState } from './status-list.js'

/** A status list that can be changed. Positions that were never set are `valid`. */
export interface EditableStatusList {
  /** The address under which it will be published: the issuer's `status`, a slash, its number. */
  readonly uri: string
  /** How many codes it has room for. */
  readonly size: number
  get(index: number): StatusState
  /** @throws {QiyemaError} `ERR_STATUS_INDEX` outside the list, or to bring back what was revoked */
  set(index: number, state: StatusState): void
  /** The packed bits, four codes a byte, lowest bits first. */
  readonly bits: Uint8Array
}

/** The times of one edition of a list. Unix seconds, except `ttl`: seconds. */
export interface StatusListEdition {
  readonly iat?: number
  /** How long a copy counts as fresh; 43,200 unless given. */
  readonly ttl?: number
  /** After which it may not be used at all; seven days from `iat` unless given. */
  readonly exp?: number
}

const STATES: readonly StatusState[] = ['valid', 'revoked', 'suspended']

/** The most codes one list can hold: a code names its position with twenty bits. */
const MAX_SIZE = 2 ** 20

/**
 * Makes a status list, empty or from the bits of its last edition.
 *
 * @param options.uri - its published address
 * @param options.size - room for so many codes, at most 1,048,576 (which is the default)
 * @param options.bits - as an earlier list gave them
 * @throws {QiyemaError} `ERR_STATUS_LIST` for a size or address off the format
 *
 * @example
 * ```ts
 * import { createStatusList, signStatusList } from '@qiyema/core/trust'
 * import { generateIssuerKey, importSigningKey } from '@qiyema/core/sign'
 *
 * const list = createStatusList({ uri: 'https://qym.example/status/0' })
 * list.set(4711, 'suspended')
 * const jwt = await signStatusList(list, await importSigningKey(await generateIssuerKey()))
 * console.log(list.get(4711), jwt.split('.').length) // suspended 3
 * ```
 */
export function createStatusList(options: {
  readonly uri: string
  readonly size?: number
  readonly bits?: Uint8Array
}): EditableStatusList {
  const { uri, bits: given } = options
  const size = options.size ?? (given ? given.length * (8 / STATUS_BITS) : MAX_SIZE)
  if (!isSafeUrl(uri) || !/\/(\d|1[0-5])$/.test(uri)) {
    throw new QiyemaError(
      'ERR_STATUS_LIST',
      'The address of a status list is an https URL that ends in /0 to /15.',
    )
  }
  if (!Number.isInteger(size) || size < 1 || size > MAX_SIZE) {
    throw new QiyemaError('ERR_STATUS_LIST', `A status list has room for 1 to ${MAX_SIZE} codes.`)
  }
  const bits = new Uint8Array(Math.ceil((size * STATUS_BITS) / 8))
  if (given) bits.set(given.subarray(0, bits.length))

  const checked = (index: number): number => {
    if (Number.isInteger(index) && index >= 0 && index < size) return index
    throw new QiyemaError(
      'ERR_STATUS_INDEX',
      `The position in this list is a whole number from 0 to ${size - 1}.`,
    )
  }
  const get = (index: number): StatusState => {
    const value = ((bits[checked(index) >> 2] ?? 0) >> ((index & 3) * 2)) & 3
    return STATES[value] ?? 'revoked'
  }
  return {
    uri,
    size,
    bits,
    get,
    set(index, state) {
      const value = STATES.indexOf(state)
      if (value < 0)
        throw new QiyemaError('ERR_STATUS_LIST', 'The state of a code is valid, revoked or suspended.')
      if (get(index) === 'revoked' && state !== 'revoked') {
        throw new QiyemaError(
          'ERR_STATUS_INDEX',
          `Position ${index} is revoked, which is for good: issue a new code.`,
          { index },
        )
      }
      const shift = (index & 3) * 2
      bits[index >> 2] = ((bits[index >> 2] ?? 0) & ~(3 << shift)) | (value << shift)
    },
  }
}

/**
 * Signs an edition of a status list under the issuer's status key.
 *
 * @returns a JWT of `typ: statuslist+jwt`, to be published at the list's address
 * @throws {QiyemaError} `ERR_STATUS_LIST` for times that contradict each other
 * @see IETF Token Status List; code format, section 7
 */
export async function signStatusList(
  list: EditableStatusList,
  key: SigningKey,
  { iat = Math.floor(Date.now() / 1000), ttl = 43200, exp = iat + 7 * 86400 }: StatusListEdition = {},
): Promise<string> {
  if (![iat, ttl, exp].every(time => Number.isSafeInteger(time) && time >= 0) || exp <= iat) {
    throw new QiyemaError('ERR_STATUS_LIST', 'iat, ttl and exp are whole seconds, and exp is after iat.')
  }
  const lst = toBase64url(await deflate(list.bits))
  return signList(
    { sub: list.uri, iat, exp, ttl, status_list: { bits: STATUS_BITS, lst } },
    STATUS_LIST_TYP,
    key,
  )
}

/**
 * Opens the last edition of a list to change it: whoever signs the next edition must have signed this one.
 *
 * @param jwt - as {@link signStatusList} gave it
 * @param key - the issuer's status key
 * @param suites - the suite of the key, when it is SM2
 * @throws {QiyemaError} `ERR_STATUS_LIST` for a list that this key did not sign, or that is off the format
 */
export async function reopenStatusList(
  jwt: string,
  key: SigningKey,
  { suites = [] }: SuiteOptions = {},
): Promise<EditableStatusList> {
  const { kid, alg, publicJwk: jwk } = key
  const uri = splitJws(jwt)?.payload.sub
  const keys = [{ kid, alg, jwk, use: 'status', nbf: 0, exp: Number.MAX_SAFE_INTEGER } as const]
  const list =
    typeof uri === 'string'
      ? await readStatusList(jwt, uri, { keys }, [...DEFAULT_SUITES, ...suites])
      : 'not a signed list'
  if (typeof list === 'string')
    throw new QiyemaError('ERR_STATUS_LIST', `This status list cannot be continued: ${list}.`)
  return createStatusList({ uri: list.uri, bits: list.bits })
}

async function deflate(bytes: Uint8Array): Promise<Uint8Array> {
  const stream = new Blob([bytes.slice()]).stream().pipeThrough(new CompressionStream('deflate'))
  return new Uint8Array(await new Response(stream).arrayBuffer())
}
