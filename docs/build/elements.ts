/** The reference of the elements, made of the manifest and the privacy list of `@qiyema/widgets`, where that has been built. */
import { existsSync } from 'node:fs'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { fromDocs, fromRoot } from './places.ts'

interface Described {
  readonly name: string
  readonly description?: string
  readonly summary?: string
}

interface Typed extends Described {
  readonly type?: { readonly text: string }
  readonly default?: string
}

interface Member extends Typed {
  readonly kind: string
  readonly attribute?: string
  readonly privacy?: string
  readonly static?: boolean
  readonly inheritedFrom?: { readonly name: string }
}

/** A declaration of the manifest, schema 2.1.0, as far as it is shown. */
interface Declaration extends Described {
  readonly customElement?: boolean
  readonly tagName?: string
  readonly attributes?: readonly (Typed & { readonly fieldName?: string })[]
  readonly members?: readonly Member[]
  readonly events?: readonly Typed[]
  readonly slots?: readonly Described[]
  readonly cssParts?: readonly Described[]
  readonly cssProperties?: readonly (Described & { readonly default?: string })[]
}

interface Manifest {
  readonly modules: readonly { readonly declarations?: readonly Declaration[] }[]
}

/** What an element reads and sends, operation by operation, and what it keeps on the device. */
interface Discretion {
  readonly element: string
  readonly operations: readonly {
    readonly request: string
    readonly sends: readonly string[]
    readonly reads: readonly string[]
  }[]
  readonly keeps: readonly { readonly what: string; readonly where: string; readonly until: string }[]
}

const WIDGETS = 'packages/widgets/dist'
const PAGE = 'reference/elements.md'

/** Writes the page, or removes an old one when there is no manifest. */
export async function makeElementPage(): Promise<void> {
  const manifest = fromRoot(`${WIDGETS}/custom-elements.json`)
  if (!existsSync(manifest)) return rm(fromDocs(PAGE), { force: true })
  const privacy = JSON.parse(await readFile(fromRoot(`${WIDGETS}/privacy.json`), 'utf8'))
  await writeFile(fromDocs(PAGE), elementPage(JSON.parse(await readFile(manifest, 'utf8')), privacy.elements))
}

/** The page, in Markdown. */
export function elementPage({ modules }: Manifest, discretions: readonly Discretion[]): string {
  const elements = modules
    .flatMap(({ declarations = [] }) => declarations)
    .filter(({ customElement, tagName }) => customElement && tagName)
    .sort((one, other) => String(one.tagName).localeCompare(String(other.tagName)))
  const intro =
    'Made of the custom elements manifest of `@qiyema/widgets`, which editors read too, and of its privacy list. No element ' +
    'measures anybody, sets a cookie or asks anybody but the platform.'
  const sections = elements.map(element => [
    section(element),
    discretion(discretions.find(one => one.element === element.tagName)),
  ])
  return ['---\noutline: 2\n---', '# Elements', intro, ...sections.flat()].filter(Boolean).join('\n\n')
}

function section(element: Declaration): string {
  const {
    attributes = [],
    members = [],
    events = [],
    slots = [],
    cssParts = [],
    cssProperties = [],
  } = element
  const inAttributes = new Set(attributes.map(({ fieldName }) => fieldName))
  const isPublic = ({ privacy, static: isStatic }: Member) => !isStatic && (privacy ?? 'public') === 'public'
  const own = members.filter(isPublic)
  const properties = own.filter(({ kind, name }) => kind === 'field' && !inAttributes.has(name))
  return [
    `## ${element.tagName}`,
    element.summary ?? '',
    element.description ?? '',
    table(['Attribute', 'Type', 'Unless given', ''], attributes.map(typed)),
    table(['Property', 'Type', 'Unless given', ''], properties.map(typed)),
    table(['Method', ''], own.filter(({ kind }) => kind === 'method').map(named)),
    table(
      ['Event', 'Type', ''],
      events.map(event => [code(event.name), code(event.type?.text), event.description ?? '']),
    ),
    table(
      ['Slot', ''],
      slots.map(slot => [slot.name === '' ? 'the default' : code(slot.name), slot.description ?? '']),
    ),
    table(['Part', ''], cssParts.map(named)),
    table(
      ['Custom property', 'Unless set', ''],
      cssProperties.map(one => [code(one.name), code(one.default), one.description ?? '']),
    ),
  ]
    .filter(Boolean)
    .join('\n\n')
}

function discretion(known: Discretion | undefined): string {
  if (!known) return ''
  const { operations, keeps } = known
  const list = (members: readonly string[]) => members.map(code).join(' ')
  const tables = [
    table(
      ['Asks', 'Sends', 'Reads'],
      operations.map(({ request, sends, reads }) => [code(request), list(sends), list(reads)]),
    ),
    table(
      ['Keeps', 'Where', 'Until'],
      keeps.map(({ what, where, until }) => [what, where, until]),
    ),
  ].filter(Boolean)
  if (tables.length === 0) return 'It asks, sends and keeps nothing.'
  return `::: details What it reads, sends and keeps\n\n${tables.join('\n\n')}\n\n:::`
}

function typed({ name, type, default: usual, description }: Typed): string[] {
  return [code(name), code(type?.text), code(usual), description ?? '']
}

function named({ name, description }: Described): string[] {
  return [code(name), description ?? '']
}

function code(text: string | undefined): string {
  return text ? `\`${text}\`` : ''
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return ''
  const line = (cells: readonly string[]) =>
    `| ${cells.map(cell => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}
