/** The camera: opened when asked, looked through a few times a second, and let go as soon as it is not needed. */
import type { ReactiveController, ReactiveControllerHost } from 'lit'
import type { ReadAnswer } from './read-squares.js'
import { chooseText } from './scanned-text.js'

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
  | { readonly kind: 'off' | 'starting' }
  | { readonly kind: 'live'; readonly hint: 'aim' | 'closer' | 'several' }
  | { readonly kind: 'problem'; readonly problem: CameraProblem }

export interface CameraWork {
  read(frame: ImageBitmap): Promise<ReadAnswer>
  onText(text: string): void
}

const BETWEEN_FRAMES_MILLISECONDS = 150
const BEFORE_HINT_MILLISECONDS = 10_000

const PROBLEMS: Readonly<Record<string, CameraProblem>> = {
  NotAllowedError: 'refused',
  SecurityError: 'refused',
  NotFoundError: 'none',
  OverconstrainedError: 'none',
  NotReadableError: 'busy',
  AbortError: 'busy',
}

export class Camera implements ReactiveController {
  state: CameraState = { kind: 'off' }
  /** True where there is a light that can be switched, and undefined where there is none. */
  isTorchOn: boolean | undefined
  readonly #host: ReactiveControllerHost
  readonly #work: CameraWork
  #video: HTMLVideoElement | undefined
  #stream: MediaStream | undefined
  /** Counts openings: what an earlier one left running sees by it that it is over. */
  #opening = 0

  constructor(host: ReactiveControllerHost, work: CameraWork) {
    this.#host = host
    this.#work = work
    host.addController(this)
  }

  /** Shows what the camera sees; made when it is first needed. */
  get video(): HTMLVideoElement {
    if (!this.#video) {
      this.#video = document.createElement('video')
      this.#video.playsInline = true
      this.#video.muted = true
    }
    return this.#video
  }

  get isOn(): boolean {
    return this.state.kind === 'starting' || this.state.kind === 'live'
  }

  async open(): Promise<void> {
    this.close()
    const opening = this.#opening
    if (!isSecureContext) return this.#fail('insecure')
    if (!navigator.mediaDevices?.getUserMedia) return this.#fail('unsupported')
    this.#become({ kind: 'starting' })
    try {
      const stream = await navigator.mediaDevices.getUserMedia({
        video: { facingMode: { ideal: 'environment' }, width: { ideal: 1280 }, height: { ideal: 720 } },
      })
      if (opening !== this.#opening) return letGo(stream)
      this.#stream = stream
      const [track] = stream.getVideoTracks()
      track?.addEventListener('ended', () => this.#stream === stream && this.#fail('failed'))
      this.isTorchOn = hasTorch(track) ? false : undefined
      this.video.srcObject = stream
      await this.video.play()
    } catch (error) {
      if (opening === this.#opening) this.#fail(problemOf(error))
      return
    }
    if (opening !== this.#opening) return
    this.#become({ kind: 'live', hint: 'aim' })
    await this.#look(opening, performance.now())
  }

  close(): void {
    this.#opening += 1
    if (this.#stream) letGo(this.#stream)
    this.#stream = undefined
    this.isTorchOn = undefined
    if (this.#video) this.#video.srcObject = null
    if (this.state.kind !== 'off') this.#become({ kind: 'off' })
  }

  async switchTorch(): Promise<void> {
    const [track] = this.#stream?.getVideoTracks() ?? []
    if (!track || this.isTorchOn === undefined) return
    const torch = !this.isTorchOn
    try {
      // Not among the constraints that all browsers have.
      const light: MediaTrackConstraintSet & { torch?: boolean } = { torch }
      await track.applyConstraints({ advanced: [light] })
      this.isTorchOn = torch
    } catch {
      this.isTorchOn = undefined
    }
    this.#host.requestUpdate()
  }

  hostConnected(): void {
    document.addEventListener('visibilitychange', this.#onVisibility)
  }

  hostDisconnected(): void {
    document.removeEventListener('visibilitychange', this.#onVisibility)
    this.close()
  }

  async #look(opening: number, since: number): Promise<void> {
    for (;;) {
      await nextFrame(this.video)
      if (opening !== this.#opening) return
      const frame = await createImageBitmap(this.video).catch(() => undefined)
      if (!frame) continue
      const answer = await this.#work.read(frame)
      if (opening !== this.#opening) return
      if ('problem' in answer) return this.#fail('reader')
      const chosen = chooseText(answer.texts)
      if (typeof chosen === 'object') {
        this.close()
        return this.#work.onText(chosen.text)
      }
      const isLate = performance.now() - since > BEFORE_HINT_MILLISECONDS
      this.#hint(chosen === 'several' ? 'several' : isLate ? 'closer' : 'aim')
    }
  }

  #hint(hint: 'aim' | 'closer' | 'several'): void {
    if (this.state.kind === 'live' && this.state.hint !== hint) this.#become({ kind: 'live', hint })
  }

  #fail(problem: CameraProblem): void {
    this.close()
    this.#become({ kind: 'problem', problem })
  }

  #become(state: CameraState): void {
    this.state = state
    this.#host.requestUpdate()
  }

  #onVisibility = () => {
    if (document.hidden && this.isOn) this.#fail('hidden')
  }
}

/** Waits a while, then for the next frame where the browser tells of frames. */
async function nextFrame(video: HTMLVideoElement): Promise<void> {
  await new Promise(resolve => setTimeout(resolve, BETWEEN_FRAMES_MILLISECONDS))
  if (!('requestVideoFrameCallback' in video) || !video.srcObject) return
  await new Promise<void>(resolve => {
    // A camera that has stalled sends none: look all the same, and see whether it was closed.
    const timer = setTimeout(resolve, 1000)
    video.requestVideoFrameCallback(() => {
      clearTimeout(timer)
      resolve()
    })
  })
}

function letGo(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop()
}

function hasTorch(track: MediaStreamTrack | undefined): boolean {
  const capabilities: MediaTrackCapabilities & { torch?: boolean } = track?.getCapabilities?.() ?? {}
  return capabilities.torch === true
}

function problemOf(error: unknown): CameraProblem {
  return (error instanceof DOMException && PROBLEMS[error.name]) || 'failed'
}
