import type { Meta, StoryObj } from '@storybook/web-components-vite'
import { html } from 'lit'
import { expect, waitFor } from 'storybook/test'
import type { SandboxWishes } from '../../.storybook/sandbox-wishes.js'
import type { Card } from './card.js'
import './qym-business-card.js'

interface Controls {
  readonly uscc: string
  readonly readonly: boolean
  readonly card?: Card
}

const meta: Meta<Controls> = {
  title: 'Card/qym-business-card',
  component: 'qym-business-card',
  args: { uscc: '', readonly: false },
  argTypes: { uscc: { control: 'text' }, readonly: { control: 'boolean' } },
  render: ({ uscc, readonly, card }) =>
    html`<qym-business-card uscc=${uscc} ?readonly=${readonly} .card=${card}></qym-business-card>`,
}
export default meta

type Story = StoryObj<Controls>

const needs = (sandbox: SandboxWishes) => ({ sandbox })

/** A card that the page has already, such as of an earlier answer. */
const given: Card = {
  uscc: '91330521PDY0000280',
  name: { 'zh-CN': '德清芯澜传感技术有限公司', en: 'Deqing Xinlan Sensing Technology Co., Ltd. (fictional)' },
  registrationStatus: 'active',
  industryCode: 'C3983',
  regionCode: '330521',
  contactRole: '企业服务专员',
  phone: '0572-00000201',
  products: ['MEMS压力传感器'],
  strengths: ['车规产线'],
  honours: ['high-tech'],
  pictures: [],
  provenance: { name: { source: 'warehouse', owner: 'dep-scjg', asOf: '2026-01-01T00:00:00Z' } },
  updatedAt: '2026-01-01T00:00:00Z',
}

export const Ready: Story = {}

export const Loading: Story = {
  parameters: needs({ faults: [{ fault: 'slow', operation: 'card.read', milliseconds: 600_000 }] }),
}

export const Problem: Story = {
  parameters: needs({ faults: [{ fault: 'fail', operation: 'card.read', status: 500 }] }),
}

export const Offline: Story = {
  parameters: needs({ faults: [{ fault: 'offline', operation: 'card.read' }] }),
}

export const SignedOut: Story = { parameters: needs({ session: 'lost' }) }

/** There is no card: the enterprise has not claimed its code. */
export const Empty: Story = { args: { uscc: '91330100799655058B' }, parameters: needs({ session: false }) }

/** Somebody else's, as anybody may see it. */
export const Public: Story = { args: { uscc: given.uscc }, parameters: needs({ session: false }) }

export const Deregistered: Story = { args: { card: { ...given, registrationStatus: 'deregistered' } } }

export const MovedAway: Story = { args: { card: { ...given, registrationStatus: 'moved-out' } } }

/** Nobody's word but its own. */
export const SelfDeclared: Story = { args: { card: { ...given, provenance: {} } } }

export const LongNames: Story = {
  args: {
    card: {
      ...given,
      name: {
        'zh-CN':
          '新疆维吾尔自治区巴音郭楞蒙古自治州和静县巴音布鲁克草原畜牧业综合开发与农产品精深加工专业合作社联合社',
        en: 'Bayanbulak Grassland Animal Husbandry and Agricultural Processing Cooperative Union of Hejing County, Bayingolin',
      },
      products: ['采用先进工艺制造的高精度宽温区低功耗车规级微机电系统绝对压力传感器组件', '𠮷田牌'],
      website: `https://${'long.'.repeat(12)}example/`,
    },
  },
}

/** Offers wait to be answered. */
export const WithOffers: Story = {
  parameters: needs({
    prepare: async sandbox => {
      const message = '展会上见过，想聊聊压力传感器的供货。'
      await sandbox.signIn('ent-01').card.exchanges.offer({ uscc: sandbox.usccOf('ent-02'), message })
    },
  }),
  play: async ({ canvasElement }) => {
    const root = () => canvasElement.querySelector('qym-business-card')?.shadowRoot
    const exchanges = () => root()?.querySelector('qym-card-exchanges')?.shadowRoot
    await waitFor(() => expect(root()?.querySelector('.actions')).toBeTruthy())
    root()?.querySelectorAll<HTMLElement>('.actions .button')[2]?.click()
    await waitFor(() => expect(exchanges()?.querySelector('.entries .button')).toBeTruthy())
    exchanges()?.querySelector<HTMLElement>('.entries .button')?.click()
    await waitFor(() => expect(exchanges()?.querySelector('.badge[data-tone="good"]')).toBeTruthy())
  },
}

export const Editing: Story = {
  play: async ({ canvasElement }) => {
    const root = () => canvasElement.querySelector('qym-business-card')?.shadowRoot
    await waitFor(() => expect(root()?.querySelector('.actions')).toBeTruthy())
    root()?.querySelectorAll<HTMLElement>('.actions .button')[3]?.click()
    await waitFor(() =>
      expect(root()?.querySelector('qym-card-editor')?.shadowRoot?.querySelector('form')).toBeTruthy(),
    )
  },
}
