import type { Meta, StoryObj } from '@storybook/web-components-vite'
import { html } from 'lit'
import { expect, waitFor } from 'storybook/test'
import type { SandboxWishes } from '../../.storybook/sandbox-wishes.js'
import type { QymCode } from './qym-code.js'
import './qym-code.js'

interface Controls {
  readonly kind: QymCode['kind']
  readonly withName: boolean
}

const meta: Meta<Controls> = {
  title: 'Code/qym-code',
  component: 'qym-code',
  args: { kind: 'holder-bound', withName: false },
  argTypes: {
    kind: { control: 'select', options: ['holder-bound', 'static'] },
    withName: { control: 'boolean' },
  },
  render: ({ kind, withName }) => html`<qym-code kind=${kind} ?with-name=${withName}></qym-code>`,
}
export default meta

type Story = StoryObj<Controls>

const needs = (sandbox: SandboxWishes) => ({ sandbox })

/** Live: presented anew every 30 seconds. */
export const Ready: Story = {
  play: async ({ canvasElement }) => {
    const code = () => canvasElement.querySelector('qym-code')
    const source = () => code()?.querySelector('img')?.src
    await waitFor(() => expect(source()).toContain('data:image/png'))
    const before = source()
    code()?.shadowRoot?.querySelector<HTMLElement>('.actions .button')?.click()
    await waitFor(() => expect(source()).not.toBe(before))
  },
}

/** For print, once it has been made. */
export const Static: Story = {
  args: { kind: 'static', withName: true },
  parameters: needs({
    prepare: async sandbox => {
      await sandbox.signIn('ent-02').code.codes.issue({ kind: 'static', withName: true })
    },
  }),
}

/** No printed code has been made yet. */
export const Empty: Story = { args: { kind: 'static' } }

export const Loading: Story = {
  parameters: needs({ faults: [{ fault: 'slow', operation: 'code.profile.read', milliseconds: 600_000 }] }),
}

export const Problem: Story = {
  parameters: needs({ faults: [{ fault: 'fail', operation: 'code.profile.read', status: 500 }] }),
}

/** Nothing was shown on this device before, so that there is nothing to show without a network. */
export const Offline: Story = {
  args: { kind: 'static' },
  parameters: needs({ faults: [{ fault: 'offline', operation: 'code.profile.read' }] }),
}

export const SignedOut: Story = { parameters: needs({ session: 'lost' }) }
