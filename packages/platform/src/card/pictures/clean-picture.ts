/** What the reader of a format gives. */

export interface Picture {
  readonly content: Uint8Array<ArrayBuffer>
  /** As it is shown: a photograph that is turned has its sides exchanged. */
  readonly width: number
  readonly height: number
}

/** What a picture of a format is, without what it should not tell; undefined for one that breaks the format's rules. */
export type CleanPicture = (content: Uint8Array<ArrayBuffer>) => Picture | 'animated' | undefined
