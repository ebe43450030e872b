/** What keeps a platform from starting or working on: a sentence for whoever runs it, which says what to do. */
export class SetUpError extends Error {
  override readonly name = 'SetUpError'
  /** Stable: `ERR_FOLDER_IN_USE`. */
  readonly code: string

  constructor(code: string, sentence: string, options?: ErrorOptions) {
    super(sentence, options)
    this.code = code
  }
}
