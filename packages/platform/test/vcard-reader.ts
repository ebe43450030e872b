/** Reads a vCard 4.0 as strictly as RFC 6350 is written, so that what we write is held against the rules and not against us. */

export interface Property {
  readonly name: string
  readonly parameters: Readonly<Record<string, string>>
  /** Structured values have several. */
  readonly values: readonly string[]
}

const NAME = /^[A-Za-z0-9-]+$/

/** @throws {Error} for whatever the rules do not allow */
export function readVcard(bytes: Uint8Array): readonly Property[] {
  const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  if (!text.endsWith('\r\n')) throw new Error('The last line has no end.')
  if (/(?<!\r)\n|\r(?!\n)/.test(text)) throw new Error('A line ends otherwise than by CRLF.')
  const lines = splitLines(bytes)
  for (const line of lines) if (line.length > 75) throw new Error(`A line has ${line.length} octets.`)
  // Each physical line is UTF-8 by itself: no character is cut in two.
  for (const line of lines) new TextDecoder('utf-8', { fatal: true }).decode(line)
  const properties = text.slice(0, -2).replaceAll('\r\n ', '').split('\r\n').map(readLine)
  const [first, second] = properties
  const last = properties.at(-1)
  if (first?.name !== 'BEGIN' || first.values[0] !== 'VCARD') throw new Error('It does not begin.')
  if (second?.name !== 'VERSION' || second.values[0] !== '4.0')
    throw new Error('VERSION comes first, and is 4.0.')
  if (last?.name !== 'END' || last.values[0] !== 'VCARD') throw new Error('It does not end.')
  if (!properties.some(({ name }) => name === 'FN')) throw new Error('FN is missing.')
  return properties
}

function readLine(line: string): Property {
  const [head, value] = splitAtColon(line)
  const [name = '', ...parameters] = splitOutsideQuotes(head, ';')
  if (!NAME.test(name)) throw new Error(`${name} is no name of a property.`)
  const named = parameters.map(parameter => {
    const at = parameter.indexOf('=')
    const text = parameter.slice(at + 1)
    if (at < 1 || /[",:;]/.test(text.replace(/^"([^"]*)"$/, '')))
      throw new Error(`${parameter} is no parameter.`)
    return [parameter.slice(0, at), text.replaceAll('"', '')]
  })
  return {
    name,
    parameters: Object.fromEntries(named),
    values: name === 'URL' || name === 'UID' || name === 'SOURCE' ? [value] : unescapedParts(value),
  }
}

/** Parts between semicolons and commas that nothing escapes. */
function unescapedParts(value: string): string[] {
  const parts = ['']
  for (let at = 0; at < value.length; at++) {
    const character = value.charAt(at)
    if (character === ';' || character === ',') parts.push('')
    else parts.push((parts.pop() ?? '') + (character === '\\' ? unescapedAt(value, ++at) : character))
  }
  return parts
}

function unescapedAt(value: string, at: number): string {
  const character = value.charAt(at)
  if (character === 'n' || character === 'N') return '\n'
  if (!'\\,;'.includes(character) || character === '') throw new Error(`\\${character} escapes nothing.`)
  return character
}

function splitAtColon(line: string): [string, string] {
  const [head = '', ...rest] = splitOutsideQuotes(line, ':')
  if (rest.length === 0) throw new Error(`${line} has no value.`)
  return [head, line.slice(head.length + 1)]
}

function splitOutsideQuotes(text: string, separator: string): string[] {
  const parts = ['']
  let isQuoted = false
  for (const character of text) {
    if (character === '"') isQuoted = !isQuoted
    if (character === separator && !isQuoted) parts.push('')
    else parts.push((parts.pop() ?? '') + character)
  }
  return parts
}

function splitLines(bytes: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = []
  let start = 0
  for (let at = bytes.indexOf(0x0a); at !== -1; at = bytes.indexOf(0x0a, start)) {
    lines.push(bytes.subarray(start, at - 1))
    start = at + 1
  }
  return lines
}
