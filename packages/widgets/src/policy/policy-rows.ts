/** The rows of a list, by match where there is one, in chunks that are drawn and laid out apart. */
import { html, nothing, type TemplateResult } from 'lit'
import { guard } from 'lit/directives/guard.js'
import { countyDay } from './deadline.js'
import { GROUPS } from './gather.js'
import type { PolicySummary } from './policy.js'
import { policyRow, type RowSurroundings } from './policy-row.js'

/** So many rows are drawn in one frame, and laid out together. */
export const CHUNK = 10

type Surroundings = Omit<RowSurroundings, 'level'>

/** @param isByMatch - in parts, each with its heading */
export function rowsView(
  items: readonly PolicySummary[],
  isByMatch: boolean,
  around: Surroundings,
): TemplateResult {
  const groups = isByMatch ? groupsOf(items) : [{ name: undefined, items }]
  // Asked for once, and not for each of hundreds of chunks.
  const day = countyDay(around.now)
  return html`${groups.map(
    group => html`
      ${group.name ? html`<h3 class="group-title">${around.words[`group:${group.name}`]}</h3>` : nothing}
      <div role="list">${chunksOf(group.items).map(chunk => chunkView(chunk, day, { ...around, level: group.name ? 4 : 3 }))}</div>
    `,
  )}`
}

/** As the platform orders them: what matches first. */
export function byMatch(items: readonly PolicySummary[]): readonly PolicySummary[] {
  return groupsOf(items).flatMap(group => group.items)
}

/** What has no match comes last. */
function groupsOf(items: readonly PolicySummary[]) {
  const groups = [...GROUPS, 'other' as const].map(name => ({
    name,
    items: items.filter(({ match }) => (GROUPS.find(group => group === match) ?? 'other') === name),
  }))
  return groups.filter(group => group.items.length > 0)
}

function chunksOf(items: readonly PolicySummary[]): (readonly PolicySummary[])[] {
  const count = Math.ceil(items.length / CHUNK)
  return Array.from({ length: count }, (_, index) => items.slice(index * CHUNK, (index + 1) * CHUNK))
}

/** Drawn anew only when one of its policies, the language or the day is another. */
function chunkView(items: readonly PolicySummary[], day: string, around: RowSurroundings): TemplateResult {
  const { language, level } = around
  // What is shorter than others would be taken to be as high as they are.
  const draw = () =>
    html`<div class=${items.length === CHUNK ? 'chunk' : 'rest'}>${items.map(item => policyRow(item, around))}</div>`
  return html`${guard([...items, language, level, day], draw)}`
}
