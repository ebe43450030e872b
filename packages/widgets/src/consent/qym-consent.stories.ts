import type { Sandbox } from '@qiyema/sandbox'
import type { Meta, StoryObj } from '@storybook/web-components-vite'
import { html } from 'lit'
import { expect, userEvent, waitFor } from 'storybook/test'
import type { SandboxWishes } from '../../.storybook/sandbox-wishes.js'
import './qym-consent.js'

const meta: Meta = {
  title: 'Consent/qym-consent',
  component: 'qym-consent',
  argTypes: {
    'consent-id': { control: 'text' },
    'by-person': { control: 'boolean' },
  },
  args: { 'consent-id': '', 'by-person': false },
  render: args =>
    html`<qym-consent consent-id=${args['consent-id']} ?by-person=${args['by-person']}></qym-consent>`,
}
export default meta

/** What the bank of the page asks of its enterprise. */
async function ask(
  sandbox: Sandbox,
  wishes: Partial<Parameters<ReturnType<Sandbox['partner']>['client']['consent']['request']>[0]> = {},
) {
  return sandbox.partner('bank-01').client.consent.request({
    uscc: sandbox.usccOf('ent-02'),
    purpose: 'loan-application',
    scopes: ['entity.profile', 'tax.detail', 'credit.enterprise'],
    until: '2026-09-30',
    reason: '用于银税信用贷的额度核定和贷前审查。我行只在审批期间查看，审批结束后不再读取。',
    ...wishes,
  })
}

async function give(sandbox: Sandbox): Promise<string> {
  const { id: consentId } = await ask(sandbox)
  const owner = sandbox.signIn('ent-02')
  await owner.consent.approve({ consentId, scopes: ['entity.profile', 'tax.detail'], until: '2026-06-30' })
  return consentId
}

function over(sandbox: SandboxWishes) {
  return { sandbox: sandbox satisfies SandboxWishes }
}

export const Ready: StoryObj = {}

export const Loading: StoryObj = {
  parameters: over({ faults: [{ fault: 'slow', operation: 'consent.list', milliseconds: 600_000 }] }),
}

export const Empty: StoryObj = { render: () => html`<qym-consent .consents=${[]}></qym-consent>` }

export const Problem: StoryObj = {
  parameters: over({ faults: [{ fault: 'fail', operation: 'consent.list', status: 500 }] }),
}

export const Offline: StoryObj = {
  parameters: over({ faults: [{ fault: 'offline', operation: 'consent.list' }] }),
}

export const SignedOut: StoryObj = { parameters: over({ session: 'lost' }) }

/** Given, with a read on record. */
export const InForce: StoryObj = {
  parameters: over({
    async prepare(sandbox) {
      const consentId = await give(sandbox)
      await sandbox.partner('bank-01').client.consent.facts({ consentId })
    },
  }),
}

/** With what only the person concerned can consent to. */
export const PersonalInformation: StoryObj = {
  parameters: over({
    async prepare(sandbox) {
      await ask(sandbox, { scopes: ['operations.summary', 'people.contact'], reason: '由客户经理与您联系。' })
    },
  }),
}

/** One of every end. */
export const Ended: StoryObj = {
  parameters: over({
    async prepare(sandbox) {
      const owner = sandbox.signIn('ent-02')
      const consentId = await give(sandbox)
      await owner.consent.withdraw({ consentId })
      const { id } = await ask(sandbox)
      await owner.consent.refuse({ consentId: id, reason: '暂时不需要贷款' })
    },
  }),
}

/** Ticks one kind of data, agrees, and takes it back. */
export const AgreesAndWithdraws: StoryObj = {
  async play({ canvasElement }) {
    const root = () => canvasElement.querySelector('qym-consent')?.shadowRoot
    const press = async (selector: string) => {
      const found = await waitFor(() => {
        const control = root()?.querySelector(selector)
        if (!control) throw new Error(`There is no ${selector} yet.`)
        return control
      })
      await userEvent.click(found)
    }
    await press('input[name="tax.summary"]')
    await press('button[type=submit]')
    await press('[data-state=active] [data-panel=withdraw]')
    await press('[data-ending=withdraw] [type=submit]')
    await waitFor(() => expect(root()?.querySelector('.outcome')).not.toBeNull())
  },
}
