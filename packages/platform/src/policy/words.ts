/**
 * Words of policies as the database looks for them. Chinese has no blanks, so every character and every two in a row are
 * words; of other scripts, runs of letters and digits are. The text is taken apart here and not by the database, whose
 * notion of a letter depends on where it runs.
 */
import type { Item } from './item.js'

/** What PostgreSQL's positions go up to; a text that is longer is found by its beginning. */
const MAX_POSITION = 16_383
/** Of one word, the database keeps no more places than these. */
const MAX_PLACES = 255
/** Nobody types more of one word, and the database takes no endless ones. */
const MAX_WORD = 100
/** Between two texts, so that the last word of one and the first of the next are no neighbours. */
const GAP = 20

const RUN = /\p{Script=Han}+|[\p{L}\p{N}\p{M}]+/gu
const HAN = /\p{Script=Han}/u

type Weight = 'A' | 'B' | 'C'

/** The text of a `tsvector`: titles weigh most, then whom it is for, then what it says. */
export function wordsOf({ title, docNumber, category, audience, summary, interpretation }: Item): string {
  const texts: readonly (readonly [Weight, string | undefined])[] = [
    ['A', title['zh-CN']],
    ['A', title.en],
    ['B', audience],
    ['B', category],
    ['B', docNumber],
    ['C', summary],
    ['C', interpretation],
  ]
  const places = new Map<string, string[]>()
  let position = 1
  for (const [weight, text = ''] of texts) {
    for (const run of runsIn(text)) {
      for (const word of indexedWordsOf(run)) {
        const held = places.get(word) ?? []
        places.set(word, held)
        if (held.length < MAX_PLACES) held.push(`${Math.min(position, MAX_POSITION)}${weight}`)
        position++
      }
    }
    position += GAP
  }
  return [...places].map(([word, held]) => `'${word}':${held.join(',')}`).join(' ')
}

/**
 * The text of a `tsquery` for what somebody typed; undefined where there is no word in it.
 *
 * @example
 * ```ts
 * searchFor('技术改造 CMMI') // "'技术' & '术改' & '改造' & 'cmmi':*"
 * ```
 */
export function searchFor(text: string): string | undefined {
  const words = new Set(runsIn(text).flatMap(searchedWordsOf))
  return words.size === 0 ? undefined : [...words].join(' & ')
}

/** Full-width letters and digits are the plain ones; traditional characters are others than the simplified. */
function runsIn(text: string): string[] {
  return text.normalize('NFKC').toLowerCase().match(RUN)?.flatMap(splitScripts) ?? []
}

/** A run of letters takes Chinese in where they stand side by side: `AAA级`. */
function splitScripts(run: string): string[] {
  const parts = run.match(/\p{Script=Han}+|\P{Script=Han}+/gu) ?? []
  return parts.map(part => (HAN.test(part) ? part : [...part].slice(0, MAX_WORD).join('')))
}

function indexedWordsOf(run: string): string[] {
  if (!HAN.test(run)) return [run]
  const characters = [...run]
  return characters.flatMap((character, index) => {
    const next = characters[index + 1]
    return next === undefined ? [character] : [character, character + next]
  })
}

function searchedWordsOf(run: string): string[] {
  // Whoever types the beginning of a foreign word finds it.
  if (!HAN.test(run)) return [`'${run}':*`]
  const characters = [...run]
  if (characters.length === 1) return [`'${run}'`]
  return characters.slice(1).map((character, index) => `'${characters[index]}${character}'`)
}
