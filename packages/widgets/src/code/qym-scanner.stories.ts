import type { Meta, StoryObj } from '@storybook/web-components-vite'
import { html } from 'lit'
import { expect, waitFor } from 'storybook/test'
import type { SandboxWishes } from '../../.storybook/sandbox-wishes.js'
import './qym-scanner.js'

const meta: Meta = {
  title: 'Code/qym-scanner',
  component: 'qym-scanner',
  render: () => html`<qym-scanner></qym-scanner>`,
}
export default meta

const needs = (sandbox: SandboxWishes) => ({ sandbox })

export const Ready: StoryObj = {}

/** Pasted, and named for what it is. */
export const Pasted: StoryObj = {
  play: async ({ canvasElement }) => {
    const root = () => canvasElement.querySelector('qym-scanner')?.shadowRoot
    await waitFor(() => expect(root()?.querySelector('#paste')).toBeTruthy())
    const area = root()?.querySelector<HTMLTextAreaElement>('#paste')
    if (!area) return
    area.value = 'https://qr.alipay.com/abc'
    area.dispatchEvent(new InputEvent('input'))
    root()?.querySelector('form')?.requestSubmit()
    const verdict = () => root()?.querySelector('qym-verification')?.shadowRoot?.querySelector('h2')
    await waitFor(() => expect(verdict()).toBeTruthy(), { timeout: 15_000 })
  },
}

/** Where there is no camera: why, and the two other ways. */
export const WithoutCamera: StoryObj = {
  play: async ({ canvasElement }) => {
    const root = () => canvasElement.querySelector('qym-scanner')?.shadowRoot
    await waitFor(() => expect(root()?.querySelector('#camera')).toBeTruthy())
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotAllowedError'))
    root()?.querySelector<HTMLElement>('#camera')?.click()
    await waitFor(() => expect(root()?.querySelector('.notice')).toBeTruthy())
  },
}

/** Codes can be checked by whoever is not signed in, and by the lists of this device where there is no network. */
export const SignedOut: StoryObj = { parameters: needs({ session: 'lost' }) }
export const Offline: StoryObj = { parameters: needs({ faults: [{ fault: 'offline' }] }) }
