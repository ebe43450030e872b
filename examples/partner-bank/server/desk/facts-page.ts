/** The facts that a bank may read for an application: raw, each with its source and its day, and kept by nobody here. */
import { html } from 'hono/html'
import type { Html } from '../pages/layout.ts'
import { labelOf, type Visit } from '../visit.ts'
import { factName, factValue, ownerName } from './fact-names.ts'
import type { Fact } from './loans.ts'

export function factsContent(visit: Visit, applicationId: string, facts: readonly Fact[]): Html {
  const { facts: texts } = visit.texts
  return html`<div class="measure desk">
<p class="back"><a href="/desk/applications/${applicationId}">${texts.back}</a></p>
<div class="title"><h1>${texts.title}</h1><p class="lead">${texts.lead}</p></div>
<div class="table-frame"><table>
<thead><tr><th scope="col">${texts.name}</th><th scope="col">${texts.value}</th><th scope="col">${texts.source}</th><th scope="col">${texts.asOf}</th></tr></thead>
<tbody>${facts.map(fact => factRow(visit, fact))}</tbody>
</table></div>
</div>`
}

function factRow({ texts: { facts }, language, formats }: Visit, fact: Fact): Html {
  const { id, source, owner, asOf } = fact
  return html`<tr><th scope="row">${factName(id, language)}</th>
<td data-label="${facts.value}"><bdi>${factValue(fact, language, formats)}</bdi></td>
<td data-label="${facts.source}">${labelOf(facts.sources, source)}${owner ? html`<span class="owner">${ownerName(owner, language)}</span>` : ''}</td>
<td data-label="${facts.asOf}">${formats.date(asOf)}</td></tr>`
}
