/** The two files that every page is made with. */
import { sha256 } from '../http/digest.js'
import { ICON } from './document.js'
import { STYLESHEET } from './stylesheet.js'

export interface PageAsset {
  /** With the hash of its content, so that it is never asked for again. */
  readonly path: string
  readonly type: string
  readonly content: string
}

export interface PageAssets {
  readonly stylesheet: PageAsset
  readonly icon: PageAsset
}

/** The files, under the paths that `mountPages` serves them at. */
export async function pageAssets(): Promise<PageAssets> {
  return {
    stylesheet: await assetOf(STYLESHEET, 'css', 'text/css; charset=utf-8'),
    icon: await assetOf(ICON, 'svg', 'image/svg+xml'),
  }
}

async function assetOf(content: string, extension: string, type: string): Promise<PageAsset> {
  const hash = (await sha256(content)).slice(0, 12)
  return { path: `/assets/page-${hash}.${extension}`, type, content }
}
