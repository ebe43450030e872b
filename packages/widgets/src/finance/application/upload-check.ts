/** What a file must be before it is sent: the platform looks again, and more closely. */

export const MAX_BYTES = 20 * 2 ** 20

export const FILE_TYPES = ['application/pdf', 'image/png', 'image/jpeg'] as const
export type FileType = (typeof FILE_TYPES)[number]

export type FileFault = 'empty' | 'too-large' | 'type'

export type FileCheck =
  | { readonly kind: 'fits'; readonly type: FileType }
  | { readonly kind: 'fault'; readonly fault: FileFault }

const ENDINGS: Readonly<Record<string, FileType>> = {
  pdf: 'application/pdf',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
}

/** Some systems give files no type; then the end of the name tells. */
export function checkFile({ name, type, size }: Pick<File, 'name' | 'type' | 'size'>): FileCheck {
  const ending = name.slice(name.lastIndexOf('.') + 1).toLowerCase()
  const known = FILE_TYPES.find(each => each === type) ?? (type === '' ? ENDINGS[ending] : undefined)
  if (!known) return { kind: 'fault', fault: 'type' }
  if (size === 0) return { kind: 'fault', fault: 'empty' }
  return size > MAX_BYTES ? { kind: 'fault', fault: 'too-large' } : { kind: 'fits', type: known }
}
