import { expect, test } from 'vitest'
import { ensureCurrent, isHeld, tagOfContent } from './conditional.js'

test.each([
  ['"v1"', true],
  ['W/"v1"', true],
  ['"v0", "v1"', true],
  ['*', true],
  ['"v2"', false],
  ['v1', false],
  ['"v1', false],
  ['', false],
  [null, false],
])('whoever has %s has version v1: %s', (header, isHeldAlready) => {
  expect(isHeld(header, 'v1')).toBe(isHeldAlready)
})

test.each(['"v1"', '"v0", "v1"', '*'])('an edit of %s may go on while v1 stands', header => {
  expect(() => ensureCurrent(header, 'v1')).not.toThrow()
})

test.each(['"v2"', 'W/"v1"', 'v1', ''])('an edit of %s may not go on while v1 stands', header => {
  expect(() => ensureCurrent(header, 'v1')).toThrow(expect.objectContaining({ code: 'precondition_failed' }))
})

test('an edit of nobody knows what may not go on', () => {
  expect(() => ensureCurrent(undefined, 'v1')).toThrow(
    expect.objectContaining({ code: 'precondition_required' }),
  )
})

test('the same content has the same tag, as text and as bytes, and other content another', async () => {
  expect(await tagOfContent('企业')).toBe(await tagOfContent(new TextEncoder().encode('企业')))
  expect(await tagOfContent('企业')).not.toBe(await tagOfContent('企業'))
})
