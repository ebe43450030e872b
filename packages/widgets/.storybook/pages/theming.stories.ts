import type { Meta, StoryObj } from '@storybook/web-components-vite'
import { html } from 'lit'
import { expect, waitFor } from 'storybook/test'
import '../../src/card/qym-business-card.js'
import '../../src/finance/qym-loan-products.js'
import './token-editor.js'

const meta: Meta = { title: 'Start/Theming', tags: ['!autodocs'] }
export default meta

export const Tokens: StoryObj = {
  render: () => html`
    <token-editor>
      <qym-business-card></qym-business-card>
      <qym-loan-products></qym-loan-products>
    </token-editor>
  `,
  async play({ canvasElement }) {
    const editor = canvasElement.querySelector('token-editor')
    const card = canvasElement.querySelector('qym-business-card')
    const brand = editor?.shadowRoot?.querySelector<HTMLInputElement>('input[type=color]')
    if (!brand || !card) throw new Error('The editor is not there.')
    await waitFor(() => expect(card.getAttribute('state')).toBe('ready'))
    brand.value = '#7a1f2b'
    brand.dispatchEvent(new Event('input'))
    await waitFor(() => expect(getComputedStyle(card).getPropertyValue('--_brand').trim()).toBe('#7a1f2b'))
  },
}
