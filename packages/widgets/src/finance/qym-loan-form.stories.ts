import type { Sandbox } from '@qiyema/sandbox'
import type { Meta, StoryObj } from '@storybook/web-components-vite'
import { html, nothing } from 'lit'
import { expect, userEvent, waitFor } from 'storybook/test'
import type { SandboxWishes } from '../../.storybook/sandbox-wishes.js'
import { openVault } from '../shared/drafts/vault.js'
import type { QymLoanForm } from './qym-loan-form.js'
import './qym-loan-form.js'

const meta: Meta = {
  title: 'Finance/qym-loan-form',
  component: 'qym-loan-form',
  argTypes: {
    'product-id': { control: 'text' },
    amount: { control: 'number' },
    'tenor-months': { control: 'number' },
    purpose: {
      control: 'select',
      options: ['', 'working-capital', 'equipment', 'green', 'research', 'trade', 'renewal', 'other'],
    },
    description: { control: 'text' },
    'contact-name': { control: 'text' },
    'contact-phone': { control: 'text' },
    scopes: { control: 'text' },
  },
  beforeEach: emptyDevice,
  args: { 'product-id': '', purpose: '', description: '', scopes: '' },
  render: args => html`
    <qym-loan-form
      product-id=${args['product-id']}
      amount=${args.amount ?? nothing}
      tenor-months=${args['tenor-months'] ?? nothing}
      purpose=${args.purpose}
      description=${args.description}
      contact-name=${args['contact-name'] ?? ''}
      contact-phone=${args['contact-phone'] ?? ''}
      scopes=${args.scopes}
      repost-of=${args['repost-of'] ?? ''}
    ></qym-loan-form>
  `,
}
export default meta

const FILLED = {
  amount: 500_000,
  'tenor-months': 12,
  purpose: 'equipment',
  'contact-name': '财务负责人',
  'contact-phone': '0572-00000201',
}

function over(sandbox: SandboxWishes) {
  return { sandbox: sandbox satisfies SandboxWishes }
}

export const Ready: StoryObj = {}

export const Loading: StoryObj = {
  parameters: over({ faults: [{ fault: 'slow', operation: 'consent.list', milliseconds: 600_000 }] }),
}

/** A form is never empty: with nothing filled in beforehand it is ready. This one comes filled in by the page. */
export const FilledIn: StoryObj = { args: FILLED }

export const Problem: StoryObj = {
  parameters: over({ faults: [{ fault: 'fail', operation: 'consent.list', status: 500 }] }),
}

export const Offline: StoryObj = {
  parameters: over({ faults: [{ fault: 'offline', operation: 'consent.list' }] }),
}

export const SignedOut: StoryObj = { parameters: over({ session: 'lost' }) }

/** The rate is larger than anything else. */
export const ForAProduct: StoryObj = { args: { ...FILLED, 'product-id': 'prd-02', amount: 1_500_000 } }

export const ProductThatIsNotThere: StoryObj = { args: { 'product-id': 'prd-99' } }

/** The bank holds a consent, so that the second step shows the facts themselves. */
export const WithFacts: StoryObj = {
  args: FILLED,
  parameters: over({ prepare: giveConsent }),
  play: async ({ canvasElement }) => {
    await press(canvasElement, 'button[type="submit"]')
    await there(canvasElement, '.fact')
  },
}

/** What a person does who has left everything open. */
export const Reproached: StoryObj = {
  play: async ({ canvasElement }) => {
    await press(canvasElement, 'button[type="submit"]')
    await waitFor(() => expect(rootOf(canvasElement).activeElement?.className).toBe('error-summary'))
  },
}

/** 500000 beside 万元 is hardly what anybody means: asked back in place. */
export const DoubtfulAmount: StoryObj = {
  play: async ({ canvasElement }) => {
    await userEvent.type(await there(canvasElement, '#loan-amount'), '500000')
    await userEvent.click(await there(canvasElement, '.doubts [data-unit="yuan"]'))
    await expect(rootOf(canvasElement).querySelector('.understood')?.textContent).toContain('500,000 元')
  },
}

/** From the need to its filing. */
export const Submitted: StoryObj = {
  args: FILLED,
  play: async ({ canvasElement }) => {
    await throughReview(canvasElement)
    await press(canvasElement, 'button[type="submit"]')
    await there(canvasElement, '[part="sent"]')
  },
}

/** The platform has done it, and its answer was lost: nothing else is sent before that is known. */
export const Unanswered: StoryObj = {
  args: FILLED,
  parameters: over({ faults: [{ fault: 'fail', operation: 'finance.needs.submit', status: 503 }] }),
  play: async ({ canvasElement }) => {
    await throughReview(canvasElement)
    await press(canvasElement, 'button[type="submit"]')
    await there(canvasElement, '[part="unanswered"]')
  },
}

export const LongTexts: StoryObj = {
  args: {
    ...FILLED,
    amount: 99_999_999.99,
    description:
      '采购用于新能源汽车零部件生产线的全自动注塑成型设备及其配套模具、机械手、中央供料系统。'.repeat(12),
    'contact-name': '买买提·阿卜杜热合曼·艾合麦提江·图尔荪托合提',
    scopes: 'entity.profile tax.detail credit.enterprise green.profile project.filing operations.summary',
  },
  play: ({ canvasElement }) => press(canvasElement, 'button[type="submit"]'),
}

/** What one story leaves behind is not the next one's. */
async function emptyDevice(): Promise<void> {
  const vault = openVault()
  for (const name of await vault.names('')) await vault.remove(name)
}

async function giveConsent(sandbox: Sandbox): Promise<void> {
  const scopes = ['entity.profile', 'tax.summary', 'credit.enterprise', 'operations.summary'] as const
  const { id: consentId } = await sandbox.partner('bank-01').client.consent.request({
    uscc: sandbox.usccOf('ent-02'),
    purpose: 'loan-application',
    scopes: [...scopes],
    until: '2026-12-31',
    reason: '用于贷款审批',
  })
  await sandbox.signIn('ent-02').consent.approve({ consentId, scopes: [...scopes], until: '2026-12-31' })
}

function rootOf(canvas: HTMLElement): ShadowRoot {
  const root = canvas.querySelector<QymLoanForm>('qym-loan-form')?.shadowRoot
  if (!root) throw new Error('The form is not there.')
  return root
}

async function there(canvas: HTMLElement, selector: string): Promise<HTMLElement> {
  return waitFor(() => {
    const found = rootOf(canvas).querySelector<HTMLElement>(selector)
    if (!found) throw new Error(`There is no ${selector} in: ${rootOf(canvas).textContent}`)
    return found
  })
}

async function press(canvas: HTMLElement, selector: string): Promise<void> {
  await userEvent.click(await there(canvas, selector))
}

async function throughReview(canvas: HTMLElement): Promise<void> {
  await press(canvas, 'button[type="submit"]')
  await press(canvas, 'input[value="tax.summary"]')
  await press(canvas, '#loan-contact')
  await press(canvas, 'button[type="submit"]')
  await there(canvas, '.review')
}
