/** What is used here of libraries that have no types of their own. */

declare module 'qrcode' {
  /** Makes the modules of a text, in whichever segments take the least room. */
  export function create(
    text: string,
    options: { readonly errorCorrectionLevel: 'L' | 'M' },
  ): { readonly version: number; readonly modules: { readonly size: number } }
}

declare module 'base45' {
  export function encode(bytes: Uint8Array): string
}
