import type { Sandbox } from '@qiyema/sandbox'
import type { Meta, StoryObj } from '@storybook/web-components-vite'
import { html } from 'lit'
import { expect, userEvent, waitFor } from 'storybook/test'
import type { SandboxWishes } from '../../.storybook/sandbox-wishes.js'
import type { QymPolicy } from './qym-policy.js'
import './qym-policy.js'

type Args = Pick<QymPolicy, 'policyId'>

const SCOPES = [
  'entity.profile',
  'tax.summary',
  'tax.detail',
  'credit.enterprise',
  'green.profile',
  'per-mu.result',
  'operations.summary',
] as const

/** The enterprise lets the bank's page see what registers hold of it. */
async function consent(sandbox: Sandbox): Promise<void> {
  const { id: consentId } = await sandbox.partner('bank-01').client.consent.request({
    uscc: sandbox.usccOf('ent-02'),
    purpose: 'loan-application',
    scopes: [...SCOPES],
    until: '2026-12-31',
    reason: '用于贷款审批',
  })
  await sandbox.signIn('ent-02').consent.approve({ consentId, scopes: [...SCOPES], until: '2026-12-31' })
}

const meta: Meta<Args> = {
  title: 'Policy/qym-policy',
  component: 'qym-policy',
  args: { policyId: 'pol-01' },
  render: ({ policyId }) => html`
    <qym-policy policy-id=${policyId}><a slot="consent" href="#consent">授权查看</a></qym-policy>
  `,
}
export default meta

type Story = StoryObj<Args>
const over = (sandbox: SandboxWishes) => ({ sandbox })

export const Ready: Story = { parameters: over({ prepare: consent }) }

export const ForAnyone: Story = { parameters: over({ session: false }) }

export const Loading: Story = {
  parameters: over({ faults: [{ fault: 'slow', operation: 'policy.read', milliseconds: 600_000 }] }),
}

export const Problem: Story = {
  parameters: over({ faults: [{ fault: 'fail', operation: 'policy.read', status: 500 }] }),
}

export const NotFound: Story = { args: { policyId: 'pol-99' } }

export const Offline: Story = {
  parameters: over({ faults: [{ fault: 'offline', operation: 'policy.read' }] }),
}

export const SignedOut: Story = { parameters: over({ session: 'lost' }) }

export const MatchFails: Story = {
  parameters: over({ faults: [{ fault: 'fail', operation: 'policy.matches.make', status: 500 }] }),
}

export const Qualifies: Story = { args: { policyId: 'pol-14' }, parameters: over({ prepare: consent }) }

export const DoesNotQualify: Story = { args: { policyId: 'pol-07' }, parameters: over({ prepare: consent }) }

export const NothingToApplyFor: Story = {
  args: { policyId: 'pol-03' },
  parameters: over({ prepare: consent }),
}

export const NeedsConsent: Story = { args: { policyId: 'pol-24' } }

export const Asks: Story = {
  parameters: over({ prepare: consent }),
  async play({ canvasElement }) {
    const root = () => canvasElement.querySelector('qym-policy')?.shadowRoot
    const find = (selector: string) => waitFor(() => found(root()?.querySelector<HTMLElement>(selector)))
    await userEvent.click(await find('.questions input[value=true]'))
    await userEvent.type(await find('#ask-project-equipmentYuan'), '800')
    await userEvent.click(await find('.questions .button'))
    await waitFor(() => expect(root()?.activeElement?.className).toBe('verdict-result'))
    await expect(root()?.querySelectorAll('.known .badge')).toHaveLength(2)
  },
}

function found<Element>(element: Element | null | undefined): Element {
  if (!element) throw new Error('It is not there yet.')
  return element
}
