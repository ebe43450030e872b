/** What stands in a form, by the names of its controls: several values where several may be chosen. */
export type Entries = Readonly<Record<string, readonly string[]>>

/** The controls of these names, as they stand. */
export function entriesIn(form: HTMLFormElement, names: readonly string[]): Entries {
  const data = new FormData(form)
  return Object.fromEntries(
    names.map(name => [name, data.getAll(name).filter(value => typeof value === 'string')]),
  )
}

/** From a device's store: what are no entries is left out. */
export function readEntries(kept: unknown): Entries {
  if (typeof kept !== 'object' || kept === null) return {}
  return Object.fromEntries(
    Object.entries(kept).flatMap(([name, values]) =>
      isTexts(values) && !isEmptied(values) ? [[name, values] as const] : [],
    ),
  )
}

export function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every(text => typeof text === 'string')
}

/** Of several that may be chosen, none is an answer. */
function isEmptied(values: readonly string[]): boolean {
  return values.length === 1 && values[0] === ''
}
