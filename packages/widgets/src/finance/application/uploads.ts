/** Materials on their way: how far each is, how to stop it, and what was wrong with it. Several may go at a time. */
import type { Progress } from '@qiyema/core/connection'
import { Intents } from '../../shared/intent.js'
import type { QymElement } from '../../shared/qym-element.js'
import { type Application, financeClient, type Material } from './loan.js'
import { checkFile, type FileFault } from './upload-check.js'

export type UploadFault = FileFault | 'mismatch' | 'rejected' | 'cancelled' | 'problem'

export interface Upload {
  readonly fileName: string
  readonly bytes: number
  /** From 0 to 1; undefined while the browser does not tell. */
  readonly share?: number | undefined
  /** Why it has ended without being supplied. */
  readonly fault?: UploadFault | undefined
}

const FAULT_OF_CODE: Readonly<Record<string, UploadFault>> = {
  file_type_mismatch: 'mismatch',
  unsupported_media_type: 'type',
  file_rejected: 'rejected',
  payload_too_large: 'too-large',
  ERR_ABORTED: 'cancelled',
}

export class Uploads {
  readonly #host: QymElement
  readonly #uploads = new Map<string, Upload>()
  readonly #running = new Map<string, { readonly abort: AbortController; readonly intents: Intents }>()

  constructor(host: QymElement) {
    this.#host = host
  }

  get isBusy(): boolean {
    return this.#running.size > 0
  }

  of({ id }: Material): Upload | undefined {
    return this.#uploads.get(id)
  }

  problemWith(materialId: string) {
    return this.#problems.get(materialId)
  }
  readonly #problems = new Map<string, ReturnType<Intents['problemWith']>>()

  /** @returns the application as it has become; undefined when it was not supplied, and {@link of} says why */
  async supply(application: Application, { id }: Material, file: File): Promise<Application | undefined> {
    const { connection } = this.#host.session ?? {}
    if (!connection || this.#running.has(id)) return undefined
    const upload = { fileName: file.name, bytes: file.size }
    const check = checkFile(file)
    if (check.kind === 'fault') {
      this.#put(id, { ...upload, fault: check.fault })
      return undefined
    }
    const abort = new AbortController()
    const intents = new Intents(this.#host)
    this.#running.set(id, { abort, intents })
    this.#put(id, upload)
    const input = { applicationId: application.id, materialId: id, content: file, contentType: check.type }
    const changed = await intents.run(id, [file.name, file.size], options =>
      financeClient(connection).applications.supply(input, {
        ...options,
        signal: abort.signal,
        onProgress: progress => this.#put(id, { ...upload, share: shareOf(progress) }),
      }),
    )
    this.#running.delete(id)
    this.#settle(id, upload, changed === undefined ? intents.problemWith(id) : undefined)
    return changed
  }

  cancel({ id }: Material): void {
    this.#running.get(id)?.abort.abort()
  }

  /** The widget has left the page. */
  cancelAll(): void {
    for (const { abort } of this.#running.values()) abort.abort()
  }

  #settle(id: string, upload: Upload, problem: ReturnType<Intents['problemWith']>): void {
    this.#problems.set(id, problem)
    if (problem) this.#put(id, { ...upload, fault: FAULT_OF_CODE[problem.code] ?? 'problem' })
    else this.#uploads.delete(id)
    this.#host.requestUpdate()
  }

  #put(id: string, upload: Upload): void {
    this.#uploads.set(id, upload)
    this.#host.requestUpdate()
  }
}

function shareOf({ sentBytes, totalBytes }: Progress): number | undefined {
  return totalBytes === undefined || totalBytes === 0 ? undefined : sentBytes / totalBytes
}
