import { expect, test } from 'vitest'
import { languageOf } from './language.js'

test.each([
  [undefined, 'zh-CN'],
  ['', 'zh-CN'],
  ['*', 'zh-CN'],
  ['zh', 'zh-CN'],
  ['zh-Hans-CN', 'zh-CN'],
  ['ZH-cn', 'zh-CN'],
  ['en', 'en'],
  ['en-GB,en;q=0.9', 'en'],
  ['en;q=0.5, zh;q=0.9', 'zh-CN'],
  ['zh;q=0.1,en;q=0.2', 'en'],
  ['zh;q=0, en;q=0.001', 'en'],
  ['zh,en', 'zh-CN'],
  ['fr-FR,fr;q=0.9', 'en'],
  ['fr, *;q=0.1', 'zh-CN'],
  ['en;q=0, *', 'zh-CN'],
  ['en;q=nonsense', 'zh-CN'],
  [',,,;q=1', 'zh-CN'],
])('for "%s" the answer is in %s', (header, language) => {
  expect(languageOf(header)).toBe(language)
})

test('a header of a hundred thousand ranges takes no time', () => {
  expect(languageOf('xx,'.repeat(100_000))).toBe('en')
})
