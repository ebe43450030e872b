/** What the page and the worker that reads squares say to each other: one question, then its answer. */

export interface ReaderQuestion {
  readonly image: Blob | ImageBitmap
  /** A camera's frame must be read fast; a picture may take its time. */
  readonly kind: 'frame' | 'picture'
}

export type ReaderAnswer =
  | { readonly texts: readonly string[] }
  /** `not_picture`: cannot be decoded. `reader`: the reader itself did not start. */
  | { readonly problem: 'not_picture' | 'reader' }
