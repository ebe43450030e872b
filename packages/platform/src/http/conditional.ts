/** Entity tags (RFC 9110, section 8.8.3): what one has already is not sent again, and what others changed is not overwritten. */
import { sha256 } from './digest.js'
import { PlatformProblem } from './problems.js'

/** What stands between the quotes: `v7`, a hash. */
export type EntityTag = string

/** A strong tag for a body: the same bytes have the same. */
export async function tagOfContent(content: Uint8Array<ArrayBuffer> | string): Promise<EntityTag> {
  return (await sha256(content)).slice(0, 22)
}

/** A tag as it travels. */
export function quotedTag(tag: EntityTag): string {
  return `"${tag}"`
}

/** Whether the caller has this version already: weak comparison, as `If-None-Match` wants it. */
export function isHeld(ifNoneMatch: string | null, tag: EntityTag): boolean {
  return ifNoneMatch !== null && tagsIn(ifNoneMatch).some(held => held === '*' || opaque(held) === tag)
}

/**
 * Lets an edit go on only when it is of the version that stands. Call it in the transaction, after the row is locked.
 *
 * @param ifMatch - the header as it came
 * @throws {PlatformProblem} `precondition_required` without the header, `precondition_failed` for another version
 *
 * @example
 * ```ts
 * ensureCurrent(call.ifMatch, `v${row.version}`)
 * ```
 */
export function ensureCurrent(ifMatch: string | undefined, tag: EntityTag): void {
  if (ifMatch === undefined) throw new PlatformProblem('precondition_required')
  // Strong comparison: a weak tag never matches.
  const isCurrent = tagsIn(ifMatch).some(held => held === '*' || held === quotedTag(tag))
  if (!isCurrent) throw new PlatformProblem('precondition_failed')
}

function tagsIn(header: string): string[] {
  return header.match(/\*|(?:W\/)?"[\x21\x23-\x7e]{0,200}"/g) ?? []
}

function opaque(tag: string): string {
  return tag.replace(/^W\//, '').slice(1, -1)
}
