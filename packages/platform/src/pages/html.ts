/** HTML as templates: whatever is put in is text, unless it is HTML that was made here. */

/** A piece of a page. Nobody makes one but {@link html}. */
export interface Html {
  readonly markup: string
}

/** What may stand in a template: text, pieces of a page, lists of both; nothing for what is absent. */
export type Piece = string | number | Html | undefined | null | false | readonly Piece[]

/**
 * A piece of a page. What is put into it becomes text, also between the quotes of an attribute.
 *
 * @example
 * ```ts
 * html`<h1 title="${name}">${name}</h1>`.markup // '<h1 title="A &amp; B">A &amp; B</h1>'
 * ```
 */
export function html(strings: TemplateStringsArray, ...pieces: readonly Piece[]): Html {
  const markup = strings.reduce((made, text, index) => made + textOf(pieces[index - 1]) + text)
  return { markup }
}

/**
 * A path or a dotted name, which breaks between its parts where it is too long for a line.
 *
 * @example
 * ```ts
 * breakable('a.b').markup // 'a.<wbr>b'
 * ```
 */
export function breakable(name: string): Html {
  const [first = '', ...others] = name.split(/(?<=[./])/)
  return html`${first}${others.map(part => html`<wbr>${part}`)}`
}

function textOf(piece: Piece): string {
  if (piece === undefined || piece === null || piece === false) return ''
  if (typeof piece === 'string' || typeof piece === 'number') return escaped(String(piece))
  return 'markup' in piece ? piece.markup : piece.map(textOf).join('')
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, character => ENTITIES[character] ?? '')
}
