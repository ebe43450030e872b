import { createSquare, renderPng } from '@qiyema/core/qr'
import axe from 'axe-core'
import { html } from 'lit'
import { afterEach, expect, it, vi } from 'vitest'
import { eventually } from '../../test/eventually.js'
import { bankPage } from '../../test/page.js'
import './qym-scanner.js'

const page = bankPage()
// Each has a platform to begin with.
vi.setConfig({ testTimeout: 40_000 })
const WASM = new URL('../../../../node_modules/zxing-wasm/dist/reader/zxing_reader.wasm', import.meta.url)
  .href

const shown = () => document.querySelector('qym-scanner')
const root = () => shown()?.shadowRoot
const text = () => root()?.textContent ?? ''
const verdict = () => root()?.querySelector('qym-verification')?.shadowRoot
const says = (sentence: string) => eventually(() => expect(text()).toContain(sentence))
const proves = (sentence: string) => eventually(() => expect(verdict()?.textContent).toContain(sentence))
const press = (name: string) =>
  [...(root()?.querySelectorAll('button') ?? [])].find(button => button.textContent?.trim() === name)?.click()

afterEach(() => vi.restoreAllMocks())

async function show(locale = 'zh-CN'): Promise<void> {
  await page.show(html`<p></p>`)
  await page.show(html`<qym-scanner wasm-src=${WASM} locale=${locale}></qym-scanner>`, { isSignedIn: false })
  await shown()?.updateComplete
}

async function printed(): Promise<string> {
  const issued = await page.call({ as: 'ent-02', call: 'code.codes.issue', input: { kind: 'static' } })
  return (issued as { readonly link: string }).link
}

async function squareOf(link: string): Promise<File> {
  return new File([new Uint8Array(await renderPng(createSquare(link)))], 'square.png', { type: 'image/png' })
}

function choose(file: File): void {
  const input = root()?.querySelector<HTMLInputElement>('#picture')
  if (!input) throw new Error('There is nothing to choose a picture by.')
  const transfer = new DataTransfer()
  transfer.items.add(file)
  input.files = transfer.files
  input.dispatchEvent(new Event('change'))
}

function paste(code: string): void {
  const area = root()?.querySelector<HTMLTextAreaElement>('#paste')
  if (!area) throw new Error('There is nothing to paste into.')
  area.value = code
  area.dispatchEvent(new InputEvent('input'))
  root()?.querySelector('form')?.requestSubmit()
}

/** A camera that sees a picture, as large as one. */
async function cameraBefore(file: Blob): Promise<MediaStream> {
  const bitmap = await createImageBitmap(file)
  const canvas = document.createElement('canvas')
  canvas.width = 900
  canvas.height = 700
  const context = canvas.getContext('2d')
  const drawFrame = () => {
    if (!context) return
    context.fillStyle = '#fff'
    context.fillRect(0, 0, 900, 700)
    context.drawImage(bitmap, 150, 50, 600, 600)
  }
  drawFrame()
  const stream = canvas.captureStream(10)
  const timer = setInterval(drawFrame, 100)
  stream.getVideoTracks()[0]?.addEventListener('ended', () => clearInterval(timer))
  return stream
}

it('reads what is pasted, with the blanks of copying in it, and shows what it proves', async () => {
  const link = await printed()
  await show()
  const heard: string[] = []
  shown()?.addEventListener('qym-scan-read', ({ detail }) => heard.push(detail.way))
  shown()?.addEventListener('qym-scan-verified', ({ detail }) => heard.push(detail.result.outcome))
  paste(`  ${link.slice(0, 40)}\n${link.slice(40)} `)
  await proves('企业已登记，此码在用')
  expect(heard).toEqual(['paste', 'valid'])
  press('再扫一个')
  await says('打开摄像头扫码')
})

it('asks for something to check where nothing was pasted', async () => {
  await show('en')
  paste('   ')
  await says('Paste something first.')
})

it('reads a picture, and says what is the matter with one that has no code', async () => {
  await show()
  const canvas = document.createElement('canvas')
  const blank = await new Promise<Blob | null>(resolve => canvas.toBlob(resolve))
  choose(new File([blank ?? ''], 'blank.png', { type: 'image/png' }))
  await says('图片里没有找到二维码')
  choose(new File(['no picture'], 'text.png', { type: 'image/png' }))
  await says('不是图片')
  choose(await squareOf(await printed()))
  await proves('企业已登记，此码在用')
})

it('keeps what was pasted while an earlier picture is still being read', async () => {
  const link = await printed()
  await show()
  let fail: (reason: Error) => void = () => {}
  const late = new Promise<ImageBitmap>((_, reject) => {
    fail = reject
  })
  const decode = vi.spyOn(window, 'createImageBitmap').mockReturnValueOnce(late)
  choose(new File(['no picture'], 'text.png', { type: 'image/png' }))
  await eventually(() => expect(decode).toHaveBeenCalledOnce())
  await says('正在识别图片')
  paste(link)
  await proves('企业已登记，此码在用')
  fail(new Error('It cannot be decoded.'))
  await new Promise(resolve => setTimeout(resolve))
  press('再扫一个')
  await says('打开摄像头扫码')
  expect(text()).not.toContain('不是图片')
  expect(text()).not.toContain('正在识别图片')
})

it('reads by camera, and lets the camera go as soon as it has read', async () => {
  const stream = await cameraBefore(await squareOf(await printed()))
  vi.spyOn(navigator.mediaDevices, 'getUserMedia').mockResolvedValue(stream)
  await show()
  press('打开摄像头扫码')
  await proves('企业已登记，此码在用')
  expect(stream.getTracks().map(({ readyState }) => readyState)).toEqual(['ended'])
})

it('lets the camera go while the page is hidden, and when it leaves the page', async () => {
  const nothing = new Blob([await (await squareOf(await printed())).arrayBuffer()])
  const streams = [await cameraBefore(nothing), await cameraBefore(nothing)]
  // What is seen is never read: the engine is not there.
  const use = vi.spyOn(navigator.mediaDevices, 'getUserMedia')
  for (const [index, leave] of [hide, remove].entries()) {
    const stream = streams[index]
    if (!stream) throw new Error('There is no camera.')
    use.mockResolvedValueOnce(stream)
    await show()
    void shown()?.start()
    await eventually(() => expect(use).toHaveBeenCalledTimes(index + 1))
    await Promise.resolve()
    leave()
    await eventually(() => expect(stream.getTracks()[0]?.readyState).toBe('ended'))
  }
})

function hide(): void {
  const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(true)
  document.dispatchEvent(new Event('visibilitychange'))
  hidden.mockRestore()
}

function remove(): void {
  shown()?.remove()
}

it.each([
  ['NotAllowedError', '没有获得摄像头权限'],
  ['NotFoundError', '没有找到摄像头'],
  ['NotReadableError', '正被其他程序占用'],
])('says why there is no camera (%s), and offers the other two ways', async (name, sentence) => {
  vi.spyOn(navigator.mediaDevices, 'getUserMedia').mockRejectedValue(new DOMException('', name))
  await show()
  press('打开摄像头扫码')
  await says(sentence)
  expect(text()).toContain('也可以选择图片')
})

it('leaves a text, or its verdict, to a page that takes it over', async () => {
  const link = await printed()
  await show()
  shown()?.addEventListener('qym-scan-read', event => event.preventDefault(), { once: true })
  paste(link)
  await shown()?.updateComplete
  expect(verdict()).toBeUndefined()
  const verified = vi.fn((event: Event) => event.preventDefault())
  shown()?.addEventListener('qym-scan-verified', verified)
  paste(link)
  await eventually(() => expect(verified).toHaveBeenCalledOnce())
  await says('打开摄像头扫码')
})

it.each(['light', 'dark'] as const)('keeps nobody out, in the %s', async theme => {
  await show()
  shown()?.setAttribute('theme', theme)
  await shown()?.updateComplete
  const { violations } = await axe.run('qym-scanner', { resultTypes: ['violations'] })
  expect(violations.map(({ id, nodes }) => [id, ...nodes.map(node => node.html)])).toEqual([])
})
