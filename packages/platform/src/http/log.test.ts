import { expect, test } from 'vitest'
import { createLog } from './log.js'

function listen() {
  const lines: unknown[] = []
  const log = createLog(
    line => lines.push(JSON.parse(line)),
    () => new Date('2026-03-02T01:00:00Z'),
  )
  return { log, lines }
}

test('a request is one line, louder the worse it went', () => {
  const { log, lines } = listen()
  for (const status of [200, 404, 429, 500])
    log.request({
      requestId: 'r',
      operation: 'code.claim',
      method: 'POST',
      status,
      ms: 3,
      caller: 'operator',
    })
  expect(lines.map(line => (line as { level: string }).level)).toEqual(['info', 'info', 'warn', 'error'])
  expect(lines[0]).toEqual({
    time: '2026-03-02T01:00:00.000Z',
    level: 'info',
    requestId: 'r',
    operation: 'code.claim',
    method: 'POST',
    status: 200,
    ms: 3,
    caller: 'operator',
  })
})

test('a fault is told by its kind and place, never by its message', () => {
  const { log, lines } = listen()
  const error = Object.assign(new Error('duplicate key (phone)=(13800000000)\n    in detail 13800000000'), {
    code: '23505',
  })
  log.fault({ requestId: 'r', operation: 'code.claim' }, error)
  log.fault({ requestId: 'r' }, 'a text that somebody threw: 13800000000')
  expect(lines[0]).toMatchObject({ level: 'error', fault: 'Error 23505' })
  expect(lines[1]).toMatchObject({ fault: 'string', at: [] })
  expect((lines[0] as { at: string[] }).at[0]).toContain('log.test.ts')
  expect(JSON.stringify(lines)).not.toContain('13800000000')
})

test('lines below the least level are left out', () => {
  const lines: string[] = []
  const log = createLog(
    line => lines.push(line),
    () => new Date('2026-03-02T01:00:00Z'),
    'warn',
  )
  const line = { requestId: 'r', method: 'GET', ms: 1, caller: 'anyone' }
  for (const status of [200, 429, 503]) log.request({ ...line, status })
  log.fault({ requestId: 'r' }, new Error('anything'))
  expect(lines.map(text => JSON.parse(text).level)).toEqual(['warn', 'error', 'error'])
})
