import { expect, test } from 'vitest'
import { chooseText, tidied } from './scanned-text.js'

const ours = (last: string) => `https://QYM.EXAMPLE/Q/${'1'.repeat(200)}${last}`

test('of several squares the Enterprise Code is meant, and of two of those none', () => {
  expect(chooseText(['https://shop.example', ours('1')])).toEqual({ text: ours('1') })
  expect(chooseText([ours('1'), ours('1')])).toEqual({ text: ours('1') })
  expect(chooseText([ours('1'), ours('2')])).toBe('several')
  expect(chooseText(['WIFI:S:guest;;'])).toEqual({ text: 'WIFI:S:guest;;' })
  expect(chooseText([])).toBe('none')
})

test('what copying has put into a code is taken out, and other texts stay as they are', () => {
  expect(tidied(' https://QYM.EXAMPLE/Q/12\n 34 ')).toBe('https://QYM.EXAMPLE/Q/1234')
  expect(tidied('12 34\r\n56')).toBe('123456')
  expect(tidied(' a b ')).toBe('a b')
})
