/** What an enterprise finds: pages with widgets in them. All that the bank writes is around the widgets. */
import { html, raw } from 'hono/html'
import type { CustomerSignIn } from '../sign-ins.ts'
import type { Visit } from '../visit.ts'
import type { Html } from './layout.ts'

/** The session that a page's widgets stand in, with what is said when it is over. */
export function withSession({ texts, language, look }: Visit, platform: string, content: Html): Html {
  return html`<qym-session platform="${platform}" locale="${language}" theme="${look}">
<div class="measure">
<section class="over" id="lost" role="alert" hidden>
<h2>${texts.lost.title}</h2><p>${texts.lost.body}</p>
<form method="post" action="/sign-out"><button class="button">${texts.lost.action}</button></form>
</section>
<section class="over" id="consent-ended" role="alert" hidden>
<h2>${texts.consentEnded.title}</h2><p>${texts.consentEnded.body}</p>
<form method="post" action="/consents"><button class="button">${texts.consentEnded.action}</button></form>
</section>
${content}
</div>
</qym-session>`
}

export function overviewContent({ texts, language }: Visit, { customer }: CustomerSignIn): Html {
  const { overview } = texts
  const shortcuts = ['loans', 'policies', 'consents'] as const
  return html`${title(`${overview.greeting}`, customer.name[language], overview.lead)}
<div class="split">
<section aria-labelledby="card-title"><h2 id="card-title">${overview.card}</h2><qym-business-card></qym-business-card></section>
<div class="aside">
<section aria-labelledby="code-title"><h2 id="code-title">${overview.code}</h2><p class="quiet">${overview.codeLead}</p><qym-code></qym-code></section>
<section aria-labelledby="shortcuts-title"><h2 id="shortcuts-title">${overview.shortcuts}</h2>
<ul class="shortcuts">${shortcuts.map(
    name =>
      html`<li><a href="/${name}"><b>${overview.shortcutItems[name][0]}</b><span>${overview.shortcutItems[name][1]}</span></a></li>`,
  )}</ul></section>
</div>
</div>`
}

export function policiesContent({ texts: { policies } }: Visit): Html {
  return html`${title('', policies.title, policies.lead)}<div class="sheet"><qym-policy-list></qym-policy-list></div>`
}

export function loansContent({ texts: { loans } }: Visit): Html {
  return html`${title('', loans.title, loans.lead)}
<p class="actions"><a class="button secondary" href="/loans/progress">${loans.progress}</a>
<a class="button secondary" href="/loans/apply">${loans.other}</a></p>
<section aria-labelledby="products-title"><h2 id="products-title">${loans.products}</h2>
<div class="sheet"><qym-loan-products></qym-loan-products></div></section>`
}

export function applyContent({ texts: { loans } }: Visit, productId: string | undefined): Html {
  return html`${backTo(loans.back)}${title('', loans.applyTitle, loans.applyLead)}
<div class="sheet narrow"><qym-loan-form${attribute('product-id', productId)}></qym-loan-form></div>`
}

export function progressContent({ texts: { loans } }: Visit, needId: string | undefined): Html {
  return html`${backTo(loans.back)}${title('', loans.progressTitle, loans.progressLead)}
<div class="sheet"><qym-loan-application${attribute('need-id', needId)}></qym-loan-application></div>`
}

export function consentsContent({ texts: { consents } }: Visit): Html {
  return html`${title('', consents.title, consents.lead)}<div class="sheet narrow"><qym-consent></qym-consent></div>`
}

export function scanContent({ texts: { scan } }: Visit): Html {
  return html`${title('', scan.title, scan.lead)}<div class="narrow"><qym-scanner></qym-scanner></div>
<section class="scanned narrow" id="scanned" aria-labelledby="scanned-title" hidden><h2 id="scanned-title">${scan.card}</h2></section>`
}

function title(overline: string, heading: string, lead: string): Html {
  return html`<div class="title">${overline ? html`<p class="overline">${overline}</p>` : ''}<h1><bdi>${heading}</bdi></h1><p class="lead">${lead}</p></div>`
}

function backTo(label: string): Html {
  return html`<p class="back"><a href="/loans">${label}</a></p>`
}

/** Ids of the platform are of letters, digits, `_` and `-`; anything else is left out. */
function attribute(name: string, id: string | undefined): ReturnType<typeof raw> | '' {
  return id !== undefined && /^[\w-]+$/.test(id) ? raw(` ${name}="${id}"`) : ''
}
