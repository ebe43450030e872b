/** The Unified Social Credit Code: both check characters, every way of mistyping one, and everything that is none. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  explainUscc,
  parseUscc,
  type Uscc,
  type UsccResult,
  usccBodyToInteger,
  usccCheckCharacter,
  usccFromInteger,
} from './uscc.js'

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/** Codes of registered companies, as anyone can look them up. Both check characters of each hold. */
const REGISTERED = [
  '91330100799655058B',
  '91330100716105852F',
  '9144030071526726XG',
  '914403001922038216',
  '91110000802100433B',
] as const

const [KNOWN] = REGISTERED

/** Sound codes of any seventeen characters; their inner check character rarely holds. */
const soundCode = fc
  .array(fc.constantFrom(...ALPHABET), { minLength: 17, maxLength: 17 })
  .map(characters => characters.join(''))
  .map(body => body + usccCheckCharacter(body))

/** Lone surrogates included. */
const anyCodeUnit = fc.integer({ min: 0, max: 0xffff }).map(unit => String.fromCharCode(unit))

function accepted(input: unknown): UsccResult & { ok: true } {
  const result = parseUscc(input)
  if (!result.ok) throw new Error(`${JSON.stringify(input)} was refused: ${result.message}`)
  return result
}

function replaceAt(text: string, index: number, character: string): string {
  return text.slice(0, index) + character + text.slice(index + 1)
}

function toFullWidth(text: string): string {
  return text.replace(/[!-~]/g, character => String.fromCharCode(character.charCodeAt(0) + 0xfee0))
}

describe('a sound code', () => {
  test.each(REGISTERED)('%s is accepted as it stands, without changes or warnings', code => {
    expect(parseUscc(code)).toMatchObject({ ok: true, changes: [], warnings: [], uscc: { value: code } })
    expect(usccCheckCharacter(code.slice(0, 17))).toBe(code[17])
  })

  test.each<[string, Uscc]>([
    [
      '9144030071526726XG',
      {
        value: '9144030071526726XG',
        authority: '9',
        category: '1',
        region: '440300',
        organisation: '71526726X',
        check: 'G',
      },
    ],
    [
      '91110000802100433B',
      {
        value: '91110000802100433B',
        authority: '9',
        category: '1',
        region: '110000',
        organisation: '802100433',
        check: 'B',
      },
    ],
  ])('%s is taken apart', (code, parts) => {
    expect(accepted(code).uscc).toEqual(parts)
  })

  test('whose parts are put together again is itself', () => {
    fc.assert(
      fc.property(soundCode, code => {
        const { authority, category, region, organisation, check } = accepted(code).uscc
        expect(authority + category + region + organisation + check).toBe(code)
      }),
    )
  })

  test.each([
    ['91330100799655058B', 'market regulation', 'enterprise'],
    ['52330100799655058', 'civil affairs', 'private non-enterprise unit'],
    ['11330100799655058', 'public-sector establishment office', 'state organ'],
    ['Y1330100799655058', undefined, undefined],
    ['9Y330100799655058', 'market regulation', undefined],
  ])('%s is explained as far as the tables go', (code, authority, category) => {
    const explained = explainUscc(accepted(code.slice(0, 17) + usccCheckCharacter(code)).uscc)
    expect(explained.authority?.en).toBe(authority)
    expect(explained.category?.en).toBe(category)
  })
})

describe('a check character', () => {
  test('that fails outside is a refusal that names the right one and the one found', () => {
    expect(parseUscc('91330100799655058C')).toMatchObject({
      ok: false,
      reason: 'check',
      expected: 'B',
      found: 'C',
    })
  })

  test('that fails inside is a warning, since old numbers carry it', () => {
    const body = '91330100799655059'
    expect(accepted(body + usccCheckCharacter(body)).warnings).toEqual(['organisation_check_failed'])
  })

  test('inside counts on without the gaps of the outer alphabet', () => {
    // Weights 3 7 9 10 5 8 4 2 over PDY00001: 25·3 + 13·7 + 34·9 + 1·2 = 474, and 474 mod 11 is 1, so X.
    const body = '91330521PDY00001X'
    expect(accepted(body + usccCheckCharacter(body)).warnings).toEqual([])
  })

  test('inside is one of eleven: of all it could be, one raises no warning', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...ALPHABET), { minLength: 8, maxLength: 8 }), organisation => {
        const silent = [...ALPHABET].filter(last => {
          const body = `91330100${organisation.join('')}${last}`
          return accepted(body + usccCheckCharacter(body)).warnings.length === 0
        })
        expect(silent).toHaveLength(1)
        expect('0123456789X').toContain(silent[0])
      }),
      { numRuns: 30 },
    )
  })

  test('catches every one of the 540 single substitutions in a known code', () => {
    let tried = 0
    for (let index = 0; index < 18; index++) {
      for (const character of ALPHABET) {
        if (character === KNOWN[index]) continue
        tried++
        expect(parseUscc(replaceAt(KNOWN, index, character))).toMatchObject({ ok: false, reason: 'check' })
      }
    }
    expect(tried).toBe(540)
  })

  test('catches a single substitution in any code', () => {
    fc.assert(
      fc.property(soundCode, fc.nat(17), fc.constantFrom(...ALPHABET), (code, index, character) => {
        fc.pre(character !== code[index])
        expect(parseUscc(replaceAt(code, index, character)).ok).toBe(false)
      }),
    )
  })

  test('catches two neighbours that changed places, in any code', () => {
    fc.assert(
      fc.property(soundCode, fc.nat(16), (code, index) => {
        const one = code.charAt(index)
        const other = code.charAt(index + 1)
        fc.pre(one !== other)
        const transposed = replaceAt(replaceAt(code, index, other), index + 1, one)
        expect(parseUscc(transposed).ok).toBe(false)
      }),
    )
  })
})

describe('another spelling', () => {
  test.each([
    ['lower case', '91330100799655058b', ['case']],
    ['full width', toFullWidth(KNOWN), ['width']],
    ['full width in lower case', toFullWidth(KNOWN.toLowerCase()), ['width', 'case']],
    ['spaces between', '9133 0100 7996 5505 8B', ['space']],
    ['an ideographic space and a line end', `\u3000${KNOWN}\r\n`, ['space']],
    ['a byte order mark', `\ufeff${KNOWN}`, ['space']],
    ['all of them', ` ${toFullWidth(KNOWN.toLowerCase())}\t`, ['space', 'width', 'case']],
  ])('in %s is brought to the canonical one, and said so', (_, input, changes) => {
    const result = accepted(input)
    expect(result.uscc.value).toBe(KNOWN)
    expect(result.changes).toEqual(changes)
  })

  test('never reports no change where it made one, and never changes what is canonical', () => {
    const respelt = fc
      .tuple(soundCode, fc.boolean(), fc.boolean(), fc.boolean())
      .map(([code, lower, wide, spaced]) => {
        const cased = lower ? code.toLowerCase() : code
        const widened = wide ? toFullWidth(cased) : cased
        return { code, text: spaced ? ` ${widened}` : widened }
      })
    fc.assert(
      fc.property(respelt, ({ code, text }) => {
        const { uscc, changes } = accepted(text)
        expect(uscc.value).toBe(code)
        expect(changes.length === 0).toBe(text === code)
      }),
    )
  })
})

describe('a refusal', () => {
  test.each([
    ['I', '1'],
    ['O', '0'],
    ['S', '5'],
    ['V', undefined],
    ['Z', '2'],
  ])('of the letter %s names it, its place and what it resembles', (letter, resembles) => {
    for (const typed of [letter, letter.toLowerCase(), toFullWidth(letter)]) {
      const result = parseUscc(replaceAt(KNOWN, 9, typed))
      expect(result).toMatchObject({ ok: false, reason: 'forbidden_letter', position: 10, character: letter })
      expect('resembles' in result ? result.resembles : undefined).toBe(resembles)
      expect(!result.ok && result.message).toContain(`letter ${letter}`)
    }
  })

  test.each([
    ['a NUL', '\0'],
    ['a hyphen', '-'],
    ['an Arabic digit', '\u0661'],
    ['a Cyrillic letter that looks like one', '\u0410'],
    ['a long s, whose capital is S', '\u017f'],
    ['a dotless i, whose capital is I', '\u0131'],
    ['a Kelvin sign, whose small letter is k', '\u212a'],
    ['a character beyond the first plane', '\u{1d7d9}'],
    ['half of a surrogate pair', '\ud800'],
  ])('of %s names it and its place', (_, character) => {
    expect(parseUscc(replaceAt(KNOWN, 4, character))).toMatchObject({
      ok: false,
      reason: 'character',
      position: 5,
      character,
    })
  })

  test.each([
    ['nothing', '', 0],
    ['only spaces', ' \t\n\u3000', 0],
    ['one too few', KNOWN.slice(1), 17],
    ['one too many', `${KNOWN}0`, 19],
    ['ß, whose capital would be two letters', `ß${KNOWN.slice(1, 17)}`, 17],
    ['a million characters', '9'.repeat(1_000_000), 1_000_000],
  ])('of %s says how long it is', (_, input, length) => {
    expect(parseUscc(input)).toMatchObject({ ok: false, reason: 'length', length })
  })

  test.each([
    [undefined],
    [null],
    [913301007996550],
    [913301007996550580n],
    [true],
    [Symbol(KNOWN)],
    [new String(KNOWN)],
    [[KNOWN]],
    [{ toString: () => KNOWN }],
    [() => KNOWN],
  ])('of what is no string says so (%#)', input => {
    expect(parseUscc(input)).toMatchObject({ ok: false, reason: 'not_text' })
  })

  test('always comes as a sentence, whatever was given', () => {
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.string({ unit: anyCodeUnit, maxLength: 40 })), input => {
        const result = parseUscc(input)
        expect(result.ok || result.message.length > 0).toBe(true)
      }),
    )
  })
})

test('letters in the region are a warning, not a refusal', () => {
  const body = '91A30100799655058'
  expect(accepted(body + usccCheckCharacter(body)).warnings).toEqual(['region_not_digits'])
})

describe('as an integer', () => {
  test('a code is the same code again', () => {
    fc.assert(
      fc.property(soundCode, code => {
        const integer = usccBodyToInteger(code.slice(0, 17))
        expect(integer !== undefined && usccFromInteger(integer)).toBe(code)
      }),
    )
  })

  test('below 31^17 each is a code of its own, and from there on none', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 31n ** 17n - 1n }), integer => {
        expect(usccBodyToInteger(String(usccFromInteger(integer)).slice(0, 17))).toBe(integer)
      }),
    )
    expect(usccFromInteger(0n)).toBe('000000000000000000')
    expect(usccFromInteger(31n ** 17n - 1n)).toMatch(/^Y{17}/)
    for (const beyond of [31n ** 17n, 31n ** 17n + 1n, 2n ** 85n - 1n])
      expect(usccFromInteger(beyond)).toBeUndefined()
  })

  test.each([
    ['sixteen characters', KNOWN.slice(0, 16)],
    ['eighteen characters', KNOWN],
    ['a letter left out of the alphabet', replaceAt(KNOWN.slice(0, 17), 3, 'O')],
    ['lower case', KNOWN.slice(0, 17).replace('9', 'b')],
    ['nothing', ''],
  ])('%s are none', (_, body) => {
    expect(usccBodyToInteger(body)).toBeUndefined()
  })
})
