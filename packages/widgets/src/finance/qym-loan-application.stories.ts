import type { Sandbox } from '@qiyema/sandbox'
import type { Meta, StoryObj } from '@storybook/web-components-vite'
import { html } from 'lit'
import { expect, userEvent, waitFor } from 'storybook/test'
import type { SandboxWishes } from '../../.storybook/sandbox-wishes.js'
import './qym-loan-application.js'

const meta: Meta = {
  title: 'Finance/qym-loan-application',
  component: 'qym-loan-application',
  argTypes: { 'application-id': { control: 'text' }, 'need-id': { control: 'text' } },
  args: { 'application-id': '', 'need-id': '' },
  render: args => html`
    <qym-loan-application application-id=${args['application-id']} need-id=${args['need-id']}></qym-loan-application>
  `,
}
export default meta

const yuan = (amount: number) => ({ amountFen: amount * 100, currency: 'CNY' as const })

type Bank = ReturnType<Sandbox['partner']>['client']

/** A need of the enterprise, taken up by the bank of the page. */
async function claimed(sandbox: Sandbox): Promise<{ bank: Bank; applicationId: string; needId: string }> {
  const { id: needId } = await sandbox.signIn('ent-02').finance.needs.submit({
    amount: yuan(1_000_000),
    tenorMonths: 12,
    purpose: 'working-capital',
    description: '采购晶圆和封装材料，旺季前备货。',
    contactName: '财务负责人（示例）',
    contactPhone: '0572-00000200',
    consent: { scopes: ['entity.profile', 'tax.summary'], until: '2026-06-30', isContactAgreed: true },
  })
  const bank = sandbox.partner('bank-01').client
  const { id: applicationId } = await bank.finance.queue.claim({ needId })
  await bank.finance.applications.contact({ applicationId })
  return { bank, applicationId, needId }
}

async function offered(sandbox: Sandbox) {
  const { bank, applicationId } = await claimed(sandbox)
  const { offer } = await bank.finance.applications.offer({
    applicationId,
    productId: 'prd-01',
    amount: yuan(800_000),
    tenorMonths: 12,
    annualRate: 0.0385,
    repayment: 'repay-anytime',
    guarantee: 'credit',
    conditions: '在本行开立结算账户，贷款期间结算量不低于授信额度。',
    validUntil: '2026-03-12',
  })
  return { bank, applicationId, offerId: offer?.id ?? '' }
}

async function granted(sandbox: Sandbox) {
  const { bank, applicationId, offerId } = await offered(sandbox)
  await sandbox.signIn('ent-02').finance.applications.accept({ applicationId, offerId })
  await bank.finance.applications.grantCredit({ applicationId, amount: yuan(800_000) })
  return { bank, applicationId }
}

function over(sandbox: SandboxWishes) {
  return { sandbox: sandbox satisfies SandboxWishes }
}

/** An offer that waits for an answer. */
export const Ready: StoryObj = {
  parameters: over({
    async prepare(sandbox) {
      await offered(sandbox)
    },
  }),
}

export const Loading: StoryObj = {
  parameters: over({ faults: [{ fault: 'slow', operation: 'finance.needs.list', milliseconds: 600_000 }] }),
}

export const Empty: StoryObj = {}

export const Problem: StoryObj = {
  parameters: over({ faults: [{ fault: 'fail', operation: 'finance.needs.list', status: 500 }] }),
}

export const Offline: StoryObj = {
  parameters: over({ faults: [{ fault: 'offline', operation: 'finance.needs.list' }] }),
}

export const SignedOut: StoryObj = { parameters: over({ session: 'lost' }) }

export const MaterialsWanted: StoryObj = {
  parameters: over({
    async prepare(sandbox) {
      const { bank, applicationId } = await claimed(sandbox)
      const materials = [
        { name: '上年度财务报表', required: true },
        { name: '主要购销合同', required: false },
      ]
      await bank.finance.applications.askMaterials({ applicationId, materials })
    },
  }),
}

export const CreditGranted: StoryObj = {
  parameters: over({
    async prepare(sandbox) {
      await granted(sandbox)
    },
  }),
}

export const PartlyPaidOut: StoryObj = {
  parameters: over({
    async prepare(sandbox) {
      const { bank, applicationId } = await granted(sandbox)
      await bank.finance.applications.sign({ applicationId })
      await bank.finance.applications.disburse({ applicationId, amount: yuan(300_000) })
    },
  }),
}

export const Declined: StoryObj = {
  parameters: over({
    async prepare(sandbox) {
      const { bank, applicationId } = await claimed(sandbox)
      await bank.finance.applications.decline({ applicationId, reason: '暂无适合的产品。' })
    },
  }),
}

/** The bank has let its nine days pass. */
export const Overdue: StoryObj = {
  parameters: over({
    async prepare(sandbox) {
      const { applicationId, offerId } = await offered(sandbox)
      await sandbox.signIn('ent-02').finance.applications.accept({ applicationId, offerId })
      await sandbox.clock.advance({ days: 11 })
    },
  }),
}

/** Nobody took it up; it can be posted again. */
export const Expired: StoryObj = {
  parameters: over({
    async prepare(sandbox) {
      const { bank, applicationId } = await claimed(sandbox)
      await bank.finance.applications.decline({ applicationId })
      await sandbox.clock.advance({ days: 31 })
    },
  }),
}

/** Accepts the offer, after the question in its place. */
export const Accepts: StoryObj = {
  ...Ready,
  async play({ canvasElement }) {
    const root = () => canvasElement.querySelector('qym-loan-application')?.shadowRoot
    for (const selector of ['[data-ask=accept]', '.question [type=submit]']) {
      const found = await waitFor(() => {
        const control = root()?.querySelector(selector)
        if (!control) throw new Error(`There is no ${selector} yet.`)
        return control
      })
      await userEvent.click(found)
    }
    await waitFor(() => expect(root()?.querySelector('[data-state=accepted]')).not.toBeNull())
  },
}
