import { expect, it } from 'vitest'
import { checkFile, MAX_BYTES } from './upload-check.js'

const check = (name: string, type: string, size = 10) => checkFile({ name, type, size })

it.each([
  ['报表.pdf', 'application/pdf', 'application/pdf'],
  ['照片.JPG', '', 'image/jpeg'],
  ['a.b.png', '', 'image/png'],
])('takes %s of type %j as %s', (name, type, expected) => {
  expect(check(name, type)).toEqual({ kind: 'fits', type: expected })
})

it.each([
  ['报表.xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 10, 'type'],
  ['报表.pdf', 'text/html', 10, 'type'],
  ['报表', '', 10, 'type'],
  ['报表.pdf', 'application/pdf', 0, 'empty'],
  ['报表.pdf', 'application/pdf', MAX_BYTES + 1, 'too-large'],
])('turns down %s of type %j and %i bytes: %s', (name, type, size, fault) => {
  expect(check(name, type, size)).toEqual({ kind: 'fault', fault })
})

it('takes what is just as large as may be', () => {
  expect(check('报表.pdf', 'application/pdf', MAX_BYTES).kind).toBe('fits')
})
