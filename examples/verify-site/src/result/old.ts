/** When a result on the page has become a thing of the past. */
import type { Checked } from '../page/app.js'

/** A result left standing is taken for one of now: these many seconds it may pass for it. */
const SECONDS = { registered: 600, current: 120, present: 60 }

export function isOld({ at, result }: Checked, now: number): boolean {
  return result.outcome === 'valid' && now - at > SECONDS[result.assurance]
}
