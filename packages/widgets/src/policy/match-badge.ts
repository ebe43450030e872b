/** Whether a policy suits, in a word, with a sign that does not need colour. */
import { html, type TemplateResult } from 'lit'
import type { Terms } from './terms.js'

const SIGNS: Readonly<Record<string, { readonly sign: string; readonly tone: string }>> = {
  yes: { sign: '✓', tone: 'good' },
  'need-info': { sign: '?', tone: 'brand' },
  no: { sign: '–', tone: 'plain' },
}

export function matchBadge(result: string, terms: Terms): TemplateResult {
  const { sign, tone } = SIGNS[result] ?? { sign: '·', tone: 'plain' }
  return html`<span class="badge match" data-tone=${tone}><span aria-hidden="true">${sign} </span>${terms.word('match', result)}</span>`
}
