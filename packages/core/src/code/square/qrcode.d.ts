/** The part of `qrcode` that makes the modules and draws nothing: it has no types of its own. */
declare module 'qrcode/lib/core/qrcode.js' {
  type Segment =
    | { readonly mode: 'byte'; readonly data: Uint8Array }
    | { readonly mode: 'alphanumeric' | 'numeric'; readonly data: string }

  export function create(
    segments: readonly Segment[],
    options: { readonly errorCorrectionLevel: 'L' | 'M' | 'Q' | 'H' },
  ): {
    readonly version: number
    readonly modules: { readonly size: number; readonly data: Uint8Array }
  }
}
