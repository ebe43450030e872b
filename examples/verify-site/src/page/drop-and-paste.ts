/** Pictures and texts that are dropped or pasted anywhere on the page. */
import { fileOf } from '../input/picture.js'
import type { App } from './app.js'

/** Shown while something that can be dropped is over the page. */
const DROPPING = 'is-dropping'

export function attachDropAndPaste(app: App): void {
  const { classList } = document.documentElement
  addEventListener('dragover', event => {
    event.preventDefault()
    classList.add(DROPPING)
  })
  addEventListener('dragleave', event => {
    if (event.relatedTarget === null) classList.remove(DROPPING)
  })
  addEventListener('drop', event => {
    // Otherwise the browser would leave this page for whatever was dropped.
    event.preventDefault()
    classList.remove(DROPPING)
    take(app, event.dataTransfer)
  })
  addEventListener('paste', event => {
    const file = fileOf(event.clipboardData)
    const isTyping = event.target instanceof HTMLTextAreaElement
    if (!file && isTyping) return
    event.preventDefault()
    take(app, event.clipboardData)
  })
}

function take(app: App, transfer: DataTransfer | null): void {
  const file = fileOf(transfer)
  if (file) return void app.checkPicture(file)
  const text = transfer?.getData('text/plain')
  if (text) void app.check(text)
}
