/** The example, installed from packed tarballs and played against a platform that was started from them: real processes, real sockets. */
import { cp, readFile, realpath, writeFile } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { generateIssuerKey } from '@qiyema/core/sign'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type InstalledExample, installExample } from './installed-example.ts'
import { type StartedPlatform, startPlatform } from './started-platform.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 300_000 })

const CHAPTERS = [
  'The enterprise gets its code',
  'Somebody scans it',
  'Its bank asks what it may read',
  'The enterprise looks for support',
  'It needs a loan, and banks compete',
  'It takes back what it gave',
]
const END = 'The end: everything was as this story tells it.'

let example: InstalledExample
let platform: StartedPlatform

beforeAll(async () => {
  example = await installExample()
  platform = await startPlatform(example.folder, 'qiyema-data')
})
afterAll(async () => {
  await platform?.stop()
  await example?.remove()
})

function settings(folder = platform.folder) {
  return { QIYEMA_URL: platform.baseUrl, QIYEMA_FOLDER: folder }
}

test('what it imports are the packages of the tarballs, and nothing of the workspace', async () => {
  for (const name of ['core', 'platform', 'sandbox', 'cli']) {
    const path = join(example.folder, 'node_modules/@qiyema', name)
    expect(await realpath(path)).toBe(path)
  }
  const lock = JSON.parse(await readFile(join(example.folder, 'package-lock.json'), 'utf8'))
  expect(JSON.stringify(lock)).not.toContain(`..${sep}`)
})

test('the story is played to its end', async () => {
  const lines = (await example.start(settings())).split('\n')
  expect(lines.filter(line => CHAPTERS.includes(line))).toEqual(CHAPTERS)
  expect(lines.filter(line => line.startsWith('  ')).length).toBeGreaterThan(35)
  expect(lines.at(-2)?.trim()).toBe(END)
  expect(lines.join('\n')).toContain('浙江引线北导仪器有限公司 has claimed its code.')
})

test('and once more on the same platform, after a run that was broken off in its middle', async () => {
  await example.breakOff('Three take it up', settings())
  const told = await example.start(settings())
  expect(told).toContain('had claimed its code in an earlier run')
  expect(told).toContain(END)
})

test('it ends at the first surprise: nothing is verified under the root of somebody else', async () => {
  const folder = join(example.folder, 'strange-data')
  await cp(join(platform.folder, 'partners'), join(folder, 'partners'), { recursive: true })
  const { d: _, ...root } = await generateIssuerKey()
  await writeFile(join(folder, 'trust-root.jwk'), JSON.stringify(root))
  const { stdout, stderr } = await surpriseIn(example.start(settings(folder)))
  expect(stdout).toContain('Somebody scans it')
  expect(stdout).not.toContain('Its bank asks')
  expect(stderr).toContain('verify-offline.ts')
})

test('without the keys of a platform it says where they should be', async () => {
  const { stderr } = await surpriseIn(example.start(settings(join(example.folder, 'nowhere'))))
  expect(stderr).toContain('start a platform with "qiyema serve --sample"')
})

async function surpriseIn(story: Promise<string>): Promise<{ stdout: string; stderr: string }> {
  const ended: unknown = await story.then(
    () => undefined,
    (error: unknown) => error,
  )
  return ended as { stdout: string; stderr: string }
}
