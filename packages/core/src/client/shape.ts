/**
 * Tells whether an answer is of the contract, without a schema library: shapes are plain data that the build makes of the
 * schemas. They say what a member is and whether it may be missing; new members pass, and new values of a choice.
 */
import { asObject } from '../code/format/json.js'

export type Kind = 'string' | 'number' | 'integer' | 'boolean' | 'null' | 'anything'

/**
 * What a value has to be.
 *
 * - a kind
 * - an object with these members; one whose name ends in `?` may be missing
 * - `is` – this value alone
 * - `list` – each item is of one shape
 * - `map` – each member is of one shape, whatever its name
 * - `either` – at least one of several shapes
 */
export type Shape =
  | Kind
  | { readonly [name: string]: Shape }
  | readonly ['is', string | number | boolean]
  | readonly ['list' | 'map', Shape]
  | readonly ['either', readonly Shape[]]

/**
 * Where a value is not of a shape: the place of the first member that is wrong, such as `items/0/uscc`, which is empty for the
 * value itself; undefined when all is well.
 */
export function faultIn(shape: Shape, value: unknown, place = ''): string | undefined {
  if (typeof shape === 'string') return isOf(shape, value) ? undefined : place
  if (!isForm(shape)) return faultInObject(shape, value, place)
  switch (shape[0]) {
    case 'is':
      return value === shape[1] ? undefined : place
    case 'list':
      return Array.isArray(value) ? faultInEach(shape[1], value, place) : place
    case 'map':
      return asObject(value) ? faultInEach(shape[1], value, place) : place
    case 'either':
      return shape[1].some(one => faultIn(one, value) === undefined) ? undefined : place
  }
}

function isOf(kind: Kind, value: unknown): boolean {
  switch (kind) {
    case 'anything':
      return value !== undefined
    case 'null':
      return value === null
    case 'integer':
      return Number.isSafeInteger(value)
    default:
      return typeof value === kind
  }
}

function isForm(shape: Exclude<Shape, Kind>): shape is Extract<Shape, readonly unknown[]> {
  return Array.isArray(shape)
}

function faultInObject(
  shape: Readonly<Record<string, Shape>>,
  value: unknown,
  place: string,
): string | undefined {
  const object = asObject(value)
  if (!object) return place
  for (const [key, member] of Object.entries(shape)) {
    const name = key.replace('?', '')
    if (name !== key && object[name] === undefined) continue
    const fault = faultIn(member, object[name], placeOf(name, place))
    if (fault !== undefined) return fault
  }
  return undefined
}

function faultInEach(shape: Shape, values: unknown, place: string): string | undefined {
  for (const [name, value] of Object.entries(Object(values))) {
    const fault = faultIn(shape, value, placeOf(name, place))
    if (fault !== undefined) return fault
  }
  return undefined
}

function placeOf(name: string, place: string): string {
  return place ? `${place}/${name}` : name
}
