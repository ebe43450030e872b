/** The county's dictionary of facts: what each is called, of what type it is, and who it comes from. */
import { z } from 'zod'
import { FACT_ID, type FactValue } from './facts.js'

const NUMBERS = ['number', 'integer', 'money', 'ratio'] as const
const KINDS = ['string', 'boolean', 'set', ...NUMBERS] as const

const factType = z
  .string()
  .regex(new RegExp(`^(?:${KINDS.join('|')}|enum:[\\w-]+(?:\\|[\\w-]+)*)$`))
  .transform(text => {
    const [kind = '', choices = ''] = text.split(':')
    return kind === 'enum'
      ? { kind: 'enum' as const, choices: choices.split('|') }
      : { kind: z.enum(KINDS).parse(kind) }
  })

/**
 * The type that a text of the dictionary names: `money`, `enum:A|B`.
 *
 * @throws {z.ZodError} for any other text
 */
export function factTypeOf(text: string): FactType {
  return factType.parse(text)
}

/** The dictionary as a county's file has it; an enumeration is written `enum:A|B`. */
export const factDictionary = z.array(
  z.strictObject({
    id: z.string().regex(FACT_ID),
    type: factType,
    label: z.strictObject({ zh: z.string(), en: z.string() }),
    source: z.enum(['warehouse', 'warehouse-consented', 'derived', 'declared']),
  }),
)

export type FactDictionary = z.infer<typeof factDictionary>
export type FactType = FactDictionary[number]['type']

/** Whether a value is one that a fact of this type can hold. */
export function isOfType(value: unknown, type: FactType): value is FactValue {
  switch (type.kind) {
    case 'string':
      return typeof value === 'string' && value !== ''
    case 'boolean':
      return typeof value === 'boolean'
    case 'integer':
      return Number.isSafeInteger(value)
    case 'enum':
      return typeof value === 'string' && type.choices.includes(value)
    case 'set':
      return Array.isArray(value) && value.every(member => typeof member === 'string')
    default:
      return Number.isFinite(value)
  }
}

/** Whether facts of this type are numbers. */
export function isNumeric({ kind }: FactType): boolean {
  return (NUMBERS as readonly string[]).includes(kind)
}
