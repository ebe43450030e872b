/** Whether a document has its end: what was cut off on the way opens on nobody's desk. */

type DocumentType = 'application/pdf' | 'image/png' | 'image/jpeg'

/** By type: what stands at the end, and how near to it. Cameras and printers leave a few bytes behind theirs. */
const ENDINGS: Readonly<Record<DocumentType, { readonly mark: readonly number[]; readonly within: number }>> =
  {
    'application/pdf': { mark: [0x25, 0x25, 0x45, 0x4f, 0x46], within: 1024 },
    'image/png': { mark: [0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82], within: 1024 },
    'image/jpeg': { mark: [0xff, 0xd9], within: 4096 },
  }

export function isWhole(type: DocumentType, content: Uint8Array): boolean {
  const { mark, within } = ENDINGS[type]
  const end = content.subarray(Math.max(0, content.length - within))
  return end.some((_, start) => mark.every((byte, index) => end[start + index] === byte))
}
