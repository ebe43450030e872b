/** By whose authority, since when and until when, and how old the lists are that the answer rests on. */
import type { VerifiedCode, VouchingIssuer } from '@qiyema/core/verify'
import { html, nothing, type TemplateResult } from 'lit'
import { formatAge, formatTime, now } from '../format/time.js'
import type { App, Checked } from '../page/app.js'

export function factsView(
  app: App,
  { at }: Checked,
  code: VerifiedCode,
  issuer: VouchingIssuer,
): TemplateResult {
  const { language } = app
  const { result: texts, lists } = app.texts
  const { trust } = app.lists.held
  const { presentedAt, issuedAt, expiresAt } = code
  const shown = presentedAt ?? 0
  return html`
    <dl class="facts">
      ${fact(texts.issuer, html`<bdi>${issuer.name[language]}</bdi>`)}
      ${fact(texts.issuerHost, html`<bdi class="host">${new URL(issuer.iss).host}</bdi>`)}
      ${
        presentedAt === undefined
          ? nothing
          : fact(
              texts.presented,
              texts.moment(formatTime(shown, language, 'second'), formatAge(shown, now(), language)),
            )
      }
      ${fact(texts.issued, formatTime(issuedAt, language))}
      ${fact(at >= expiresAt ? texts.expired : texts.expires, formatTime(expiresAt, language))}
      ${fact(texts.status, statusText(app, code))}
      ${
        trust
          ? fact(
              texts.trustAsOf,
              lists.edition(
                trust.seq,
                formatTime(trust.issuedAt, language),
                formatAge(trust.issuedAt, now(), language),
              ),
            )
          : nothing
      }
      ${fact(texts.checkedAt, formatTime(at, language, 'second'))}
    </dl>
  `
}

function statusText({ language, texts: { result: texts } }: App, { status: { asOf } }: VerifiedCode): string {
  if (asOf === undefined) return texts.statusUnknown
  return texts.statusAsOf(formatTime(asOf, language), formatAge(asOf, now(), language))
}

function fact(name: string, value: unknown): TemplateResult {
  return html`<div><dt>${name}</dt><dd>${value}</dd></div>`
}
