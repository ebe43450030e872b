/** The platform as a process: how it starts, what it tells whom, and how it ends. Real processes, real sockets. */
import { mkdtemp, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { eventually } from '../../test/eventually.js'
import { PROCESS_PATIENCE, processesOn } from '../../test/server-process.js'
import { newDatabase } from '../../test/test-store.js'

vi.setConfig(PROCESS_PATIENCE)

let folder: string
let database: Awaited<ReturnType<typeof newDatabase>>
let processes: ReturnType<typeof processesOn>
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'qiyema-run-'))
  database = await newDatabase()
  processes = processesOn({ DATA_FOLDER: folder, DATABASE_URL: database.url })
})
afterEach(() => processes.end())
afterAll(async () => {
  await database.remove()
  await rm(folder, { recursive: true, force: true })
})

describe('a platform that is started', () => {
  test('logs a line of JSON a request, with nothing of what was sent, and tells nobody else of it', async () => {
    const { address, lines, sentences } = await processes.started()
    await fetch(`${address}/v1/cards/91330100799655058B?phone=13800000000`, {
      headers: { authorization: 'Bearer tell-nobody-of-this-token', 'x-forwarded-for': '203.0.113.9' },
    })
    await eventually(() => expect(lines.length).toBeGreaterThan(0))
    const [line = ''] = lines
    expect(JSON.parse(line)).toMatchObject({ level: 'info', operation: 'card.readPublic', status: 401 })
    expect(line).not.toMatch(/13800000000|tell-nobody|799655058|203\.0\.113|127\.0\.0\.1/)
    expect(sentences).toHaveLength(1)
  })

  test('logs no more than it is told to', async () => {
    const { address, lines, child, ended } = await processes.started({ LOG: 'error' })
    await fetch(`${address}/v1/nothing`)
    child.kill('SIGTERM')
    await ended
    expect(lines).toEqual([])
  })
})

describe('a platform that cannot start', () => {
  test('because of its configuration, names every fault and ends with 2', async () => {
    const { ended, sentences } = processes.start({ PORT: 'http', MODE: 'prod' })
    expect(await ended).toEqual({ code: 2, signal: null })
    expect(sentences.join('\n')).toMatch(/- MODE must be .*\n- PORT must be /)
  })

  test('because its port is taken, says so and ends with 2', async () => {
    const { address } = await processes.started()
    const second = processes.start({ PORT: new URL(address).port })
    expect(await second.ended).toEqual({ code: 2, signal: null })
    expect(second.sentences.join(' ')).toContain('EADDRINUSE')
  })

  test('because its database is not there, says so without its password and ends with 2', async () => {
    const { ended, sentences } = processes.start({
      DATABASE_URL: 'postgresql://me:open-sesame@127.0.0.1:9/qym',
    })
    expect(await ended).toEqual({ code: 2, signal: null })
    expect(sentences.join(' ')).toContain('DATABASE_URL cannot be used (ECONNREFUSED')
    expect(sentences.join(' ')).not.toContain('open-sesame')
  })
})

describe('a platform that is told to stop', () => {
  /** A request whose body comes later. */
  async function halfARequest(address: string) {
    const { hostname, port } = new URL(address)
    const socket = connect(Number(port), hostname)
    socket.write(
      'POST /oauth/token HTTP/1.1\r\nhost: a\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: 1\r\n\r\n',
    )
    // Asked later on another connection, answered later: by then the first has arrived.
    await fetch(`${address}/healthz`)
    return socket
  }

  test('says that it is not ready, takes nothing new, answers what is under way, and ends with 0', async () => {
    const { address, child, ended } = await processes.started({ DRAIN_SECONDS: '1' })
    const underWay = await halfARequest(address)
    child.kill('SIGTERM')
    await eventually(async () => expect((await fetch(`${address}/readyz`)).status).toBe(503))
    await eventually(() => expect(fetch(`${address}/healthz`)).rejects.toThrow())
    underWay.write('a')
    const answer = await text(underWay)
    expect(answer).toMatch(/^HTTP\/1\.1 400 /)
    expect(answer.toLowerCase()).toContain('connection: close')
    expect(await ended).toEqual({ code: 0, signal: null })
  })

  test('twice ends at once, with 1', async () => {
    const { address, child, ended, sentences } = await processes.started()
    const underWay = await halfARequest(address)
    underWay.on('error', () => {})
    child.kill('SIGINT')
    await eventually(() => expect(sentences.at(-1)).toContain('Stopping'))
    child.kill('SIGINT')
    expect(await ended).toEqual({ code: 1, signal: null })
  })

  test('by the end of whoever started it, ends too', async () => {
    const { child, ended } = await processes.started()
    child.disconnect()
    expect(await ended).toEqual({ code: 0, signal: null })
  })
})
