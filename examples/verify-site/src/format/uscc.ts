/** A Unified Social Credit Code in the groups of its parts, so that two people can compare it aloud. */

/** Authority and category, region, organisation, check character: 2, 6, 9 and 1 characters. */
export function groupUscc(uscc: string): readonly string[] {
  return [uscc.slice(0, 2), uscc.slice(2, 8), uscc.slice(8, 17), uscc.slice(17)]
}
