/** What an enterprise adds for one question: facts of the dictionary that it can say, with values that they can have. */
import { isOfType } from '../facts/dictionary.js'
import type { Facts } from '../facts/facts.js'
import { canonicalIndustryCode } from '../facts/industry.js'
import { pointerTo } from '../http/fields.js'
import { type FieldFault, PlatformProblem } from '../http/problems.js'
import type { FactDefinition } from '../registry/facts.js'

/** @throws {PlatformProblem} `invalid_fields`, at the facts that cannot be said */
export function ensureDeclarable(declared: Facts, dictionary: readonly FactDefinition[]): void {
  const errors = Object.entries(declared).flatMap(([id, value]): FieldFault[] => {
    const code = faultOf(id, value, dictionary)
    return code === undefined ? [] : [{ pointer: pointerTo(['declared', id]), code }]
  })
  if (errors.length > 0) throw new PlatformProblem('invalid_fields', { errors })
}

function faultOf(id: string, value: unknown, dictionary: readonly FactDefinition[]): string | undefined {
  const definition = dictionary.find(entry => entry.id === id)
  if (!definition) return 'unknown_fact'
  if (definition.source === 'derived') return 'computed_fact'
  if (!isOfType(value, definition.type)) return 'no_value_of_fact'
  const isCode = id !== 'entity.industryCode' || canonicalIndustryCode(String(value)) !== undefined
  return isCode ? undefined : 'no_value_of_fact'
}
