/** The camera: opened when asked, read a few times a second, closed as soon as a code is read or the page is hidden. */
import { chooseCode } from './choose-code.js'
import { readSquares } from './reader.js'

export type CameraProblem =
  | 'refused'
  | 'none'
  | 'busy'
  | 'insecure'
  | 'unsupported'
  | 'failed'
  | 'hidden'
  | 'reader'

export type CameraState =
  | { readonly name: 'off' | 'starting' }
  | { readonly name: 'live'; readonly hint: 'aim' | 'aimHint' | 'several' }
  | { readonly name: 'problem'; readonly problem: CameraProblem }

const MILLISECONDS_BETWEEN_FRAMES = 150
const MILLISECONDS_BEFORE_HINT = 12_000

export class Camera {
  /** Shows what the camera sees; to be put into the page. */
  readonly video = document.createElement('video')
  state: CameraState = { name: 'off' }
  readonly #onChange: () => void
  readonly #onText: (text: string) => void
  #stream: MediaStream | undefined
  /** Counts openings, so that what an earlier one left running can tell that it is over. */
  #opening = 0

  constructor(onChange: () => void, onText: (text: string) => void) {
    this.#onChange = onChange
    this.#onText = onText
    this.video.playsInline = true
    this.video.muted = true
    document.addEventListener('visibilitychange', () => {
      if (document.hidden && this.#isOn) this.#fail('hidden')
    })
  }

  async open(): Promise<void> {
    this.close()
    const opening = this.#opening
    if (!isSecureContext) return this.#fail('insecure')
    if (!navigator.mediaDevices?.getUserMedia) return this.#fail('unsupported')
    this.#become({ name: 'starting' })
    try {
      const stream = await navigator.mediaDevices.getUserMedia({
        video: { facingMode: { ideal: 'environment' }, width: { ideal: 1280 }, height: { ideal: 720 } },
      })
      if (opening !== this.#opening) return stopAll(stream)
      this.#stream = stream
      stream.getVideoTracks()[0]?.addEventListener('ended', () => this.#fail('failed'))
      this.video.srcObject = stream
      await this.video.play()
    } catch (error) {
      if (opening === this.#opening) this.#fail(problemOf(error))
      return
    }
    this.#become({ name: 'live', hint: 'aim' })
    await this.#readFrames(opening, performance.now())
  }

  close(): void {
    this.#opening += 1
    if (this.#stream) stopAll(this.#stream)
    this.#stream = undefined
    this.video.srcObject = null
    if (this.state.name !== 'off') this.#become({ name: 'off' })
  }

  get #isOn(): boolean {
    return this.state.name === 'starting' || this.state.name === 'live'
  }

  async #readFrames(opening: number, since: number): Promise<void> {
    for (;;) {
      await nextFrame(this.video)
      if (opening !== this.#opening) return
      const image = await createImageBitmap(this.video).catch(() => undefined)
      if (!image) continue
      const answer = await readSquares({ image, kind: 'frame' })
      if (opening !== this.#opening) return
      if ('problem' in answer) return this.#fail('reader')
      const chosen = chooseCode(answer.texts)
      if (typeof chosen === 'object') {
        this.close()
        return this.#onText(chosen.text)
      }
      const isLate = performance.now() - since > MILLISECONDS_BEFORE_HINT
      this.#hint(chosen === 'several' ? 'several' : isLate ? 'aimHint' : 'aim')
    }
  }

  #hint(hint: 'aim' | 'aimHint' | 'several'): void {
    if (this.state.name === 'live' && this.state.hint !== hint) this.#become({ name: 'live', hint })
  }

  #fail(problem: CameraProblem): void {
    this.close()
    this.#become({ name: 'problem', problem })
  }

  #become(state: CameraState): void {
    this.state = state
    this.#onChange()
  }
}

/** Waits a while, then for the next frame where the browser tells of frames. */
async function nextFrame(video: HTMLVideoElement): Promise<void> {
  await new Promise(resolve => setTimeout(resolve, MILLISECONDS_BETWEEN_FRAMES))
  if (!('requestVideoFrameCallback' in video) || !video.srcObject) return
  await new Promise<void>(resolve => {
    // A camera that has stalled sends no frames: then look all the same, and see that it was closed.
    const timer = setTimeout(resolve, 1000)
    video.requestVideoFrameCallback(() => {
      clearTimeout(timer)
      resolve()
    })
  })
}

function stopAll(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop()
}

function problemOf(error: unknown): CameraProblem {
  const problems: Readonly<Record<string, CameraProblem>> = {
    NotAllowedError: 'refused',
    SecurityError: 'refused',
    NotFoundError: 'none',
    OverconstrainedError: 'none',
    NotReadableError: 'busy',
    AbortError: 'busy',
  }
  return (error instanceof DOMException && problems[error.name]) || 'failed'
}
