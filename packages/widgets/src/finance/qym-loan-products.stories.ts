import type { Meta, StoryObj } from '@storybook/web-components-vite'
import { html } from 'lit'
import { expect, userEvent, waitFor } from 'storybook/test'
import type { SandboxWishes } from '../../.storybook/sandbox-wishes.js'
import { PURPOSES } from './products/products.js'
import './qym-loan-products.js'

const meta: Meta = {
  title: 'Finance/qym-loan-products',
  component: 'qym-loan-products',
  argTypes: {
    purpose: { control: 'select', options: ['', ...PURPOSES] },
    bank: { control: 'text' },
    chosen: { control: 'text' },
  },
  args: { purpose: '', bank: '', chosen: '' },
  render: args => html`
    <qym-loan-products purpose=${args.purpose} bank=${args.bank} chosen=${args.chosen}></qym-loan-products>
  `,
}
export default meta

function over(sandbox: SandboxWishes) {
  return { sandbox: sandbox satisfies SandboxWishes }
}

/** For an enterprise: each product says how it stands to it. */
export const Ready: StoryObj = {}

/** As anybody sees them. */
export const WithoutSession: StoryObj = { parameters: over({ session: false }) }

export const Loading: StoryObj = {
  parameters: over({
    faults: [{ fault: 'slow', operation: 'finance.products.list', milliseconds: 600_000 }],
  }),
}

export const Empty: StoryObj = { args: { bank: 'par-nobody' } }

export const NothingForThePurpose: StoryObj = { args: { purpose: 'research' } }

export const Problem: StoryObj = {
  parameters: over({ faults: [{ fault: 'fail', operation: 'finance.products.list', status: 500 }] }),
}

export const Offline: StoryObj = {
  parameters: over({ faults: [{ fault: 'offline', operation: 'finance.products.list' }] }),
}

export const SignedOut: StoryObj = { parameters: over({ session: 'lost' }) }

/** With what a consent opens, a product is judged rather than guessed at. */
export const WithConsent: StoryObj = {
  parameters: over({
    enterprise: 'ent-01',
    async prepare(sandbox) {
      const { id: consentId } = await sandbox.partner('bank-01').client.consent.request({
        uscc: sandbox.usccOf('ent-01'),
        purpose: 'loan-application',
        scopes: ['entity.profile', 'tax.detail', 'credit.enterprise', 'per-mu.result', 'green.profile'],
        until: '2026-12-31',
        reason: '用于推荐合适的融资产品',
      })
      await sandbox.signIn('ent-01').consent.approve({
        consentId,
        scopes: ['entity.profile', 'tax.detail', 'credit.enterprise', 'per-mu.result', 'green.profile'],
        until: '2026-12-31',
      })
    },
  }),
}

/** Chooses the first. */
export const Chooses: StoryObj = {
  ...WithoutSession,
  async play({ canvasElement }) {
    const element = canvasElement.querySelector('qym-loan-products')
    const button = await waitFor(() => {
      const found = element?.shadowRoot?.querySelector('.product button')
      if (!found) throw new Error('There is no product yet.')
      return found
    })
    await userEvent.click(button)
    await waitFor(() => expect(element?.chosen).toMatch(/^prd/))
  },
}
