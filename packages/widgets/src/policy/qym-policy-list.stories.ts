import type { Meta, StoryObj } from '@storybook/web-components-vite'
import { html } from 'lit'
import { expect, userEvent, waitFor } from 'storybook/test'
import type { SandboxWishes } from '../../.storybook/sandbox-wishes.js'
import type { QymPolicyList } from './qym-policy-list.js'
import './qym-policy-list.js'
import { samplePolicy } from '../../test/sample-policy.js'

type Args = Pick<
  QymPolicyList,
  'text' | 'category' | 'redemption' | 'validity' | 'industry' | 'match' | 'sort' | 'openOnly' | 'items'
>

const meta: Meta<Args> = {
  title: 'Policy/qym-policy-list',
  component: 'qym-policy-list',
  argTypes: {
    redemption: { control: 'select', options: ['', 'no-application', 'instant', 'fast-track', 'review'] },
    validity: {
      control: 'select',
      options: ['', 'in-force', 'upcoming', 'exhausted', 'expired', 'superseded', 'withdrawn'],
    },
    match: { control: 'select', options: ['', 'yes', 'need-info', 'no'] },
    sort: { control: 'select', options: ['', 'relevance', 'newest', 'closing', 'amount'] },
    items: { control: false },
  },
  args: {
    text: '',
    category: '',
    redemption: '',
    validity: '',
    industry: '',
    match: '',
    sort: '',
    openOnly: false,
    items: undefined,
  },
  render: ({ text, category, redemption, validity, industry, match, sort, openOnly, items }) => html`
    <qym-policy-list
      text=${text}
      category=${category}
      redemption=${redemption}
      validity=${validity}
      industry=${industry}
      match=${match}
      sort=${sort}
      ?open-only=${openOnly}
      .items=${items}
    ></qym-policy-list>
  `,
}
export default meta

type Story = StoryObj<Args>
const over = (sandbox: SandboxWishes) => ({ sandbox })

export const Ready: Story = {}

export const ForAnyone: Story = { parameters: over({ session: false }) }

export const Loading: Story = {
  parameters: over({ faults: [{ fault: 'slow', operation: 'policy.list', milliseconds: 600_000 }] }),
}

export const Empty: Story = { args: { text: '没有这样的政策' } }

export const Problem: Story = {
  parameters: over({ faults: [{ fault: 'fail', operation: 'policy.list', status: 500 }] }),
}

export const Offline: Story = {
  parameters: over({ faults: [{ fault: 'offline', operation: 'policy.list' }] }),
}

export const SignedOut: Story = { parameters: over({ session: 'lost' }) }

export const OpenNow: Story = { args: { openOnly: true, sort: 'closing' } }

export const LongNames: Story = {
  args: {
    items: [
      samplePolicy(1, {
        title: {
          'zh-CN': `关于进一步支持企业开展设备更新和技术改造的若干政策意见${'及其实施细则'.repeat(12)}`,
        },
        match: 'yes',
      }),
      samplePolicy(2, {
        title: { 'zh-CN': 'Wärmerückgewinnungsanlagenförderung'.repeat(4) },
        match: 'need-info',
      }),
      samplePolicy(3, { validity: 'exhausted', isOpen: false, match: 'no' }),
    ],
  },
}

export const FiveThousand: Story = {
  args: { items: Array.from({ length: 5000 }, (_, number) => samplePolicy(number)) },
  tags: ['!test'],
}

export const OpensInPlace: Story = {
  parameters: over({ session: false }),
  async play({ canvasElement }) {
    const root = () => canvasElement.querySelector('qym-policy-list')?.shadowRoot
    const first = await waitFor(() => found(root()?.querySelector<HTMLElement>('.row-open')))
    await userEvent.click(first)
    const back = await waitFor(() => found(root()?.querySelector<HTMLElement>('.back')))
    await waitFor(() => expect(root()?.activeElement).toBe(back))
    await userEvent.click(back)
    await waitFor(() => expect(root()?.activeElement).toBe(first))
  },
}

function found<Element>(element: Element | null | undefined): Element {
  if (!element) throw new Error('It is not there yet.')
  return element
}
