/** For the curious, folded away: the reason as the verifier gives it, the key, the text. All of it is text, nothing a link. */
import { html, nothing, type TemplateResult } from 'lit'
import type { App, Checked } from '../page/app.js'

/** What a stranger's text may take of the page. */
const MAX_SHOWN = 2000

export function detailsView({ texts: { result: texts } }: App, { text, result }: Checked): TemplateResult {
  const code = 'code' in result ? result.code : undefined
  const shown = text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text
  return html`
    <details class="details">
      <summary>${texts.details}</summary>
      <dl>
        <div><dt>${texts.detail}</dt><dd lang="en">${result.outcome}: ${result.detail}</dd></div>
        ${
          code
            ? html`
                <div><dt>${texts.kid}</dt><dd><code>${code.kid}</code></dd></div>
                <div><dt>${texts.position}</dt><dd><code>${code.status.uri} ${code.status.index}</code></dd></div>
                <div><dt>${texts.credential}</dt><dd><code>${code.credential}</code></dd></div>
              `
            : nothing
        }
        <div><dt>${texts.scanned}</dt><dd><code><bdi>${shown}</bdi></code></dd></div>
      </dl>
    </details>
  `
}
