/** Materials that a bank asks for: each with its own file, how far it is, and what was wrong with it. */
import { html, nothing, type TemplateResult } from 'lit'
import type { ShownProblem } from '../../shared/problem.js'
import { problemWords } from '../../shared/states.js'
import type { LoanDesk } from './desk.js'
import { type Application, isLive, type Material } from './loan.js'
import type { materialsTexts } from './materials.texts.js'
import { FILE_TYPES } from './upload-check.js'
import type { Upload } from './uploads.js'

/** Materials draw with more than what they stand in: how far each file is. */
export interface MaterialsDesk extends LoanDesk {
  readonly materials: (typeof materialsTexts)['builtIn']['en']
  uploadOf(material: Material): Upload | undefined
  problemWith(materialId: string): ShownProblem | undefined
  supply(material: Material, file: File): void
  cancelUpload(material: Material): void
}

export function materialsView(application: Application, desk: MaterialsDesk): TemplateResult {
  const { materials, state } = application
  const canSupply = desk.canAct && isLive(application) && !['signed', 'paid-out'].includes(state)
  const isOpen = canSupply && materials.some(({ state: supplied }) => supplied === 'asked')
  return html`
    <div class="materials">
      <h4>${desk.materials.materials}</h4>
      ${isOpen ? html`<p class="quiet">${desk.materials.materialsHint}</p>` : nothing}
      <ul>${materials.map(material => materialLine(material, canSupply, desk))}</ul>
    </div>
  `
}

function materialLine(material: Material, canSupply: boolean, desk: MaterialsDesk): TemplateResult {
  const { materials: words, formats } = desk
  const { name, required, state, suppliedAt, bytes } = material
  const isSupplied = state === 'supplied'
  const standing =
    isSupplied && suppliedAt !== undefined
      ? words.supplied(formats.date(suppliedAt), formats.bytes(bytes ?? 0))
      : words.notSupplied
  return html`
    <li>
      <p><bdi>${name}</bdi> <span class="badge">${required ? words.required : words.optional}</span></p>
      <p class="quiet">${standing}</p>
      ${!isSupplied && canSupply ? fileChoice(material, desk) : nothing}
    </li>
  `
}

function fileChoice(material: Material, desk: MaterialsDesk): TemplateResult {
  const { materials: words } = desk
  const upload = desk.uploadOf(material)
  if (upload && upload.fault === undefined) return progressView(material, upload, desk)
  const error = upload && faultSentence(upload, material, desk)
  const id = `file-${material.id}`
  const choose = ({ target }: Event) => {
    const file = target instanceof HTMLInputElement ? target.files?.[0] : undefined
    if (file) desk.supply(material, file)
    // The same file may be chosen again after it was mended.
    if (target instanceof HTMLInputElement) target.value = ''
  }
  return html`
    ${error ? html`<p class="field-error" id="${id}-error" role="alert"><bdi>${upload?.fileName}</bdi> ${error}</p>` : nothing}
    <label class="button file" data-kind="secondary">
      ${words.chooseFile}
      <input type="file" class="visually-hidden" id=${id} accept=${FILE_TYPES.join(',')} aria-label=${words.chooseFileFor(material.name)}
        aria-describedby=${error ? `${id}-error` : nothing} aria-invalid=${error ? 'true' : nothing} @change=${choose} />
    </label>
  `
}

function progressView(material: Material, { fileName, share }: Upload, desk: MaterialsDesk): TemplateResult {
  const { materials: words, formats } = desk
  const percent = share === undefined ? undefined : Math.round(share * 100)
  const label = percent === undefined ? words.sendingFile : words.sending(`${formats.count(percent)}%`)
  return html`
    <div class="uploading">
      <p><bdi>${fileName}</bdi></p>
      <progress max="100" value=${percent ?? nothing} aria-label=${material.name}></progress>
      <p class="quiet number">${label}</p>
      <button type="button" class="link" @click=${() => desk.cancelUpload(material)}>${words.cancelUpload}</button>
    </div>
  `
}

function faultSentence({ fault, bytes }: Upload, { id }: Material, desk: MaterialsDesk): string | undefined {
  const { materials: words, formats, shared } = desk
  switch (fault) {
    case undefined:
      return undefined
    case 'cancelled':
      return words.cancelled
    case 'too-large':
      return words['file-too-large'](formats.bytes(bytes))
    case 'problem': {
      const problem = desk.problemWith(id)
      return problem && Object.values(problemWords(shared, problem)).join(' ')
    }
    default:
      return words[`file-${fault}`]
  }
}
