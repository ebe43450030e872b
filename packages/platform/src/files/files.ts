/** Where files are kept: by the hash of their content, so that nothing in a request becomes a name. */

export interface Files {
  /**
   * Keeps a file. One that is there already is not written again, and counts as put now.
   *
   * Put it before the transaction that names it ends: what is named is there, and what a transaction that failed would have
   * named is swept.
   *
   * @param sha256 - of the content, in lower-case hexadecimal
   */
  put(content: Uint8Array, sha256: string): Promise<void>
  /** The content; undefined for what is not there, or is no longer what its name says. */
  get(sha256: string): Promise<Uint8Array<ArrayBuffer> | undefined>
  /**
   * Removes what was put longer ago than the grace and is named by nobody.
   *
   * @param graceSeconds - longer than any transaction takes, by the clock of whatever keeps the files
   */
  sweep(graceSeconds: number, namedAmong: NamedAmong): Promise<void>
}

/** Those of some files that something still names. */
export type NamedAmong = (hashes: readonly string[]) => Promise<ReadonlySet<string>>

/** How many files are asked about at once. */
export const SWEPT_AT_ONCE = 500

const NAME = /^[0-9a-f]{64}$/

/** Whether a text is a file's name: 64 hexadecimal digits, in lower case. */
export function isFileName(text: string): boolean {
  return NAME.test(text)
}

/** @throws {TypeError} for what no upload was called: a mistake of ours, before it becomes a path */
export function ensureFileName(sha256: string): void {
  if (!isFileName(sha256)) throw new TypeError('A file is named by its SHA-256, in lower-case hexadecimal.')
}
