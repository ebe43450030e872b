/** Defines elements, once: another copy of this package, or another library, may have taken the name before. */

/** Names that are taken, with what took them: `window.dispatchEvent` says so once for each. */
export interface NameTaken {
  readonly name: string
  /** Another version of this package, which does its work; or something else, which does not. */
  readonly by: 'another-version' | 'another-library'
}

/** What our elements carry, so that one copy of the package knows those of another. */
const OURS = Symbol.for('qiyema.element')

/**
 * Defines an element unless its name is taken. The first one stays, since a name cannot be given twice; a page is told by the
 * event `qym-name-taken` on `window`.
 */
export function define(name: string, element: CustomElementConstructor): void {
  const present = customElements.get(name)
  if (!present) {
    Object.defineProperty(element, OURS, { value: true })
    customElements.define(name, element)
    return
  }
  if (present === element) return
  const by = OURS in present ? 'another-version' : 'another-library'
  if (by === 'another-library') console.error(`<${name}> is already defined by another library.`)
  globalThis.dispatchEvent?.(new CustomEvent<NameTaken>('qym-name-taken', { detail: { name, by } }))
}

declare global {
  interface WindowEventMap {
    'qym-name-taken': CustomEvent<NameTaken>
  }
}
