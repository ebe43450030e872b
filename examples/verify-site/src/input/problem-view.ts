/** What went wrong with a way in, and what to do instead: said, and never in red, since no code is at fault. */
import { html, type TemplateResult } from 'lit'
import { icon } from '../page/icons.js'
import type { Problem } from '../texts/texts.js'

export function problemView({ what, now }: Problem): TemplateResult {
  return html`
    <div class="note" role="alert">
      ${icon('attention')}
      <p><strong>${what}</strong> ${now}</p>
    </div>
  `
}
