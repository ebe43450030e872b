import { createSquare, renderPng } from '@qiyema/core/qr'
import type { Meta, StoryObj } from '@storybook/web-components-vite'
import { html } from 'lit'
import { expect, spyOn, waitFor } from 'storybook/test'
import type { SandboxWishes } from '../../.storybook/sandbox-wishes.js'
import './qym-scanner.js'

/** The engine is beside the element only once that is built. */
const WASM = new URL('../../../../node_modules/zxing-wasm/dist/reader/zxing_reader.wasm', import.meta.url)
  .href

const meta: Meta = {
  title: 'Code/qym-scanner',
  component: 'qym-scanner',
  argTypes: { 'wasm-src': { control: 'text' }, local: { control: 'boolean' } },
  args: { 'wasm-src': WASM, local: false },
  render: args => html`<qym-scanner wasm-src=${args['wasm-src']} ?local=${args.local}></qym-scanner>`,
}
export default meta

const needs = (sandbox: SandboxWishes) => ({ sandbox })

/** What the story's enterprise has on its wall. */
let printed = ''
const issue: SandboxWishes['prepare'] = async sandbox => {
  const { link } = await sandbox.signIn('ent-02').code.codes.issue({ kind: 'static' })
  if (link === undefined) throw new Error('A static code has a link.')
  printed = link
}

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
    await waitFor(() => expect(verdict()).toBeTruthy())
  },
}

/** Found in a picture, and verified. */
export const Picture: StoryObj = {
  parameters: needs({ prepare: issue }),
  play: async ({ canvasElement }) => {
    const root = () => canvasElement.querySelector('qym-scanner')?.shadowRoot
    const input = await waitFor(() => {
      const found = root()?.querySelector<HTMLInputElement>('#picture')
      if (!found) throw new Error('There is nothing to choose a picture by.')
      return found
    })
    const png = new Uint8Array(await renderPng(createSquare(printed)))
    const transfer = new DataTransfer()
    transfer.items.add(new File([png], 'code.png', { type: 'image/png' }))
    input.files = transfer.files
    input.dispatchEvent(new Event('change'))
    const verdict = () => root()?.querySelector('qym-verification')?.shadowRoot
    await waitFor(() => expect(verdict()?.querySelector('.verdict[data-tone=good]')).toBeTruthy())
  },
}

/** Where there is no camera: why, and the two other ways. */
export const WithoutCamera: StoryObj = {
  play: async ({ canvasElement }) => {
    const root = () => canvasElement.querySelector('qym-scanner')?.shadowRoot
    await waitFor(() => expect(root()?.querySelector('#camera')).toBeTruthy())
    spyOn(navigator.mediaDevices, 'getUserMedia').mockRejectedValue(new DOMException('', 'NotAllowedError'))
    root()?.querySelector<HTMLElement>('#camera')?.click()
    await waitFor(() => expect(root()?.querySelector('.notice')).toBeTruthy())
  },
}

/** Codes can be checked by whoever is not signed in, and by the lists of this device where there is no network. */
export const SignedOut: StoryObj = { parameters: needs({ session: 'lost' }) }
export const Offline: StoryObj = { parameters: needs({ faults: [{ fault: 'offline' }] }) }
