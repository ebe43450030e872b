import { expect, test } from 'vitest'
import { creditCodeIn } from './credit-code.js'

test.each([
  '91330100799655058B',
  '91330100799655058b',
  ' 91 330100 799655058 B ',
  '９１３３０１００７９９６５５０５８Ｂ',
])('%j is a credit code', typed => {
  expect(creditCodeIn(typed)).toBe('91330100799655058B')
})

test.each(['', '9133010079965505', '913301007996550580', '9133010079965505IB', '91330100799655058B1'])(
  '%j is none, and is not made one',
  typed => {
    expect(creditCodeIn(typed)).toBeUndefined()
  },
)
