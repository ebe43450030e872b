/** The whole of a loan: the need, the banks side by side, and the ways out. */
import { html, nothing, type TemplateResult } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import { applicationCard } from './application-card.js'
import type { LoanDesk } from './desk.js'
import type { Application, Loan } from './loan.js'
import { needFooter, needHeader } from './need-view.js'

/** @param platform - where the offers of other banks are, if these may not be all */
export function loanView(loan: Loan, desk: LoanDesk, platform: string | undefined): TemplateResult {
  const { need, applications } = loan
  return html`
    <div class="loan">
      ${need ? needHeader(need, desk) : nothing}
      ${applications.length > 0 ? banksView(applications, desk, platform) : nothing}
      ${needFooter(loan, desk)}
    </div>
  `
}

function banksView(
  applications: readonly Application[],
  desk: LoanDesk,
  platform: string | undefined,
): TemplateResult {
  const { words } = desk
  const offers = applications.filter(({ offer }) => offer !== undefined)
  return html`
    <section class="banks">
      <h2>${words.banks}</h2>
      ${offers.length > 1 ? html`<p class="quiet">${words.byRate}</p>` : nothing}
      <div class="applications">
        ${repeat(
          applications,
          ({ id }) => id,
          application => applicationCard(application, desk),
        )}
      </div>
      ${platform ? elsewhere(platform, desk) : nothing}
    </section>
  `
}

function elsewhere(platform: string, { words }: LoanDesk): TemplateResult {
  return html`
    <p class="quiet">
      ${words.ownBankOnly}
      <a class="target" href=${platform} target="_blank" rel="noopener">${words.goToPlatform}</a>
    </p>
  `
}
