/** The page's state and what people can do with it. Views read it; every change draws the page again. */
import type { VerificationResult } from '@qiyema/core/verify'
import { now } from '../format/time.js'
import { Camera } from '../input/camera.js'
import { type PictureProblem, readPicture } from '../input/picture.js'
import { tidyText } from '../input/tidy-text.js'
import { Lists } from '../lists/lists.js'
import { initialLanguage, type Language, rememberLanguage } from '../texts/language.js'
import { TEXTS, type Texts } from '../texts/texts.js'

/** A result with the text it is about and the moment it speaks of. */
export interface Checked {
  readonly text: string
  readonly at: number
  readonly result: VerificationResult
}

export class App {
  language: Language = initialLanguage()
  isChecking = false
  checked: Checked | undefined
  pictureState: 'idle' | 'reading' | PictureProblem = 'idle'
  isTextMissing = false
  isOfflineReady = false
  copied: 'yes' | 'failed' | undefined
  readonly lists = new Lists(() => this.#listsChanged())
  readonly camera = new Camera(
    () => this.draw(),
    text => this.check(text),
  )
  readonly draw: () => void
  #opened: Promise<void> | undefined
  #check = 0

  constructor(draw: () => void) {
    this.draw = draw
  }

  get texts(): Texts {
    return TEXTS[this.language]
  }

  open(): void {
    this.#opened = this.lists.open()
    this.draw()
  }

  speak(language: Language): void {
    this.language = language
    rememberLanguage(language)
    this.draw()
  }

  async check(given: string): Promise<void> {
    const text = tidyText(given)
    const check = ++this.#check
    this.isTextMissing = text === ''
    if (text === '') return this.draw()
    this.#clear()
    this.isChecking = true
    this.draw()
    await this.#opened
    const at = now()
    const result = await this.lists.verify(text)
    if (check !== this.#check) return
    this.isChecking = false
    if (result) this.checked = { text, at, result }
    this.draw()
  }

  async checkPicture(file: Blob): Promise<void> {
    this.camera.close()
    this.pictureState = 'reading'
    this.draw()
    const read = await readPicture(file)
    if ('text' in read) return this.check(read.text)
    this.pictureState = read.problem
    this.draw()
  }

  /** Back to the ways in. */
  startAgain(): void {
    this.#check += 1
    this.#clear()
    this.isChecking = false
    if (location.hash) history.replaceState(null, '', location.pathname + location.search)
    this.draw()
  }

  async copy(text: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(text)
      this.copied = 'yes'
    } catch {
      this.copied = 'failed'
    }
    this.draw()
  }

  #clear(): void {
    this.camera.close()
    this.checked = undefined
    this.pictureState = 'idle'
    this.isTextMissing = false
    this.copied = undefined
  }

  /** A newer list may say otherwise of the code on the page: the same moment is judged again. */
  async #listsChanged(): Promise<void> {
    this.draw()
    const { checked } = this
    if (!checked || this.lists.refreshing !== 'updated') return
    const result = await this.lists.verify(checked.text, checked.at)
    if (!result || this.checked !== checked) return
    this.checked = { ...checked, result }
    this.draw()
  }
}
