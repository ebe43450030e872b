import type { Meta, StoryObj } from '@storybook/web-components-vite'
import { html } from 'lit'

const meta: Meta = {
  title: 'Session/qym-session',
  component: 'qym-session',
  render: () => html`<p>A session shows nothing of its own.</p>`,
}
export default meta

export const Empty: StoryObj = {}
