/** Materials of a loan and their uploads. Loaded when a bank has asked for some. */
import type { TemplateResult } from 'lit'
import type { LoanDesk, LoanPlace } from './desk.js'
import type { Application, Material } from './loan.js'
import { materialsTexts } from './materials.texts.js'
import { materialsView } from './materials-view.js'
import { Uploads } from './uploads.js'

export class Materials {
  readonly #place: LoanPlace
  readonly #uploads: Uploads

  constructor(place: LoanPlace) {
    this.#place = place
    this.#uploads = new Uploads(place.element)
  }

  get isBusy(): boolean {
    return this.#uploads.isBusy
  }

  /** The widget has left the page. */
  cancelAll(): void {
    this.#uploads.cancelAll()
  }

  view(application: Application, desk: LoanDesk): TemplateResult {
    return materialsView(application, {
      ...desk,
      materials: desk.texts(materialsTexts),
      uploadOf: material => this.#uploads.of(material),
      problemWith: materialId => this.#uploads.problemWith(materialId),
      supply: (material, file) => void this.#supply(application, material, file),
      cancelUpload: material => this.#uploads.cancel(material),
    })
  }

  async #supply(application: Application, material: Material, file: File): Promise<void> {
    const supplied = await this.#uploads.supply(application, material, file)
    if (!supplied) return
    this.#place.tell('qym-material-supplied', { applicationId: supplied.id, materialId: material.id })
    this.#place.announce(this.#place.desk().texts(materialsTexts).doneSupplied(material.name))
    this.#place.put(supplied)
  }
}
