/** The store in a folder: private to its user, whole or not at all, and clear about a folder that cannot be used. */
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { fileStore } from './file-store.js'

const hasModes = process.platform !== 'win32'

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'qiyema-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  return folder
}

/** The path of the one file in a folder. */
async function onlyFileIn(folder: string): Promise<string> {
  const [name = '', ...others] = await readdir(folder)
  expect(others).toEqual([])
  return join(folder, name)
}

function storeError(reason: RegExp) {
  return expect.objectContaining({
    name: 'QiyemaError',
    code: 'ERR_STORE',
    data: { reason: expect.stringMatching(reason) },
  })
}

test('a missing folder is made, with those above it', async () => {
  const folder = join(await newFolder(), 'a', 'b')
  const store = fileStore(folder)
  expect(await store.get('a')).toBeUndefined()
  await store.set('a', 'one')
  expect(await store.get('a')).toBe('one')
})

test('making a store touches nothing', async () => {
  const above = await newFolder()
  const folder = join(above, 'a')
  fileStore(folder)
  await fileStore(folder).get('a')
  expect(await readdir(above)).toEqual([])
})

test('a store opened again has what was put in', async () => {
  const folder = await newFolder()
  await fileStore(folder).set('a', 'one')
  expect(await fileStore(folder).get('a')).toBe('one')
})

test('stores in two folders have nothing in common', async () => {
  await fileStore(await newFolder()).set('a', 'one')
  expect(await fileStore(await newFolder()).get('a')).toBeUndefined()
})

test('a key is not the name of a file, so it leads nowhere else', async () => {
  const above = await newFolder()
  const folder = join(above, 'a')
  await fileStore(folder).set('../../b', 'one')
  expect(await readdir(above)).toEqual(['a'])
  expect(await readFile(await onlyFileIn(folder), 'utf8')).toBe('one')
})

test.runIf(hasModes)('its file is for its user alone, however open the umask is', async () => {
  const umask = process.umask(0)
  onTestFinished(() => void process.umask(umask))
  const folder = await newFolder()
  const store = fileStore(folder)
  for (const value of ['one', 'two']) {
    await store.set('a', value)
    expect((await stat(await onlyFileIn(folder))).mode & 0o777).toBe(0o600)
  }
})

test('no draft is left, after one value or many at once', async () => {
  const folder = await newFolder()
  const store = fileStore(folder)
  await Promise.all(Array.from({ length: 20 }, (_, index) => store.set('a', `value ${index}`)))
  expect(await readFile(await onlyFileIn(folder), 'utf8')).toMatch(/^value \d+$/)
})

test('a reader sees the old value or the new one, whole, at every moment of a change', async () => {
  const folder = await newFolder()
  const store = fileStore(folder)
  const values = ['1', '2'].map(digit => digit.repeat(300_000))
  await store.set('a', values[0] ?? '')
  let isOver = false
  const changes = (async () => {
    for (let round = 0; round < 40; round++) await store.set('a', values[round % 2] ?? '')
    isOver = true
  })()
  let broken = 0
  while (!isOver) if (!values.includes((await store.get('a')) ?? '')) broken++
  await changes
  expect(broken).toBe(0)
})

test('a value that cannot take its place leaves no draft, and says why', async () => {
  const folder = await newFolder()
  const store = fileStore(folder)
  await store.set('a', 'one')
  const path = await onlyFileIn(folder)
  await rm(path)
  await mkdir(join(path, 'in the way'), { recursive: true })
  await expect(store.set('a', 'two')).rejects.toThrow(storeError(/^(EISDIR|ENOTEMPTY|EEXIST|EPERM)$/))
  expect(await onlyFileIn(folder)).toBe(path)
  await expect(store.get('a')).rejects.toThrow(storeError(/^(EISDIR|EPERM)$/))
})

test('a value that is no text leaves the old one and no draft', async () => {
  const folder = await newFolder()
  const store = fileStore(folder)
  await store.set('a', 'one')
  await expect(store.set('a', Symbol('two') as unknown as string)).rejects.toThrow(storeError(/./))
  expect(await readFile(await onlyFileIn(folder), 'utf8')).toBe('one')
})

test('a folder that cannot be is refused at once, in reading and in writing', async () => {
  const file = join(await newFolder(), 'a file')
  await writeFile(file, '')
  for (const folder of [file, join(file, 'a'), join(file, 'a', 'b')]) {
    await expect(fileStore(folder).set('a', 'one')).rejects.toThrow(storeError(/^(ENOTDIR|EEXIST|ENOENT)$/))
  }
  for (const folder of ['a\0b', `${file}${'a'.repeat(5000)}`]) {
    await expect(fileStore(folder).set('a', 'one')).rejects.toThrow(storeError(/./))
    await expect(fileStore(folder).get('a')).rejects.toThrow(storeError(/./))
  }
})

test.runIf(hasModes)('a folder that is a regular file, or a link to itself, cannot be read', async () => {
  const above = await newFolder()
  const file = join(above, 'a file')
  await writeFile(file, '')
  const circle = join(above, 'circle')
  await symlink(circle, circle)
  await expect(fileStore(file).get('a')).rejects.toThrow(storeError(/^ENOTDIR$/))
  await expect(fileStore(circle).get('a')).rejects.toThrow(storeError(/^ELOOP$/))
  await expect(fileStore(circle).set('a', 'one')).rejects.toThrow(storeError(/^(ELOOP|EEXIST|ENOENT)$/))
})

test.runIf(hasModes)('a folder that its user may not enter is refused', async () => {
  const folder = await newFolder()
  await fileStore(folder).set('a', 'one')
  await chmod(folder, 0)
  // Nothing is forbidden to root, so root is somebody else for a moment.
  const isRoot = process.geteuid?.() === 0
  if (isRoot) process.seteuid?.(65_534)
  try {
    for (const store of [fileStore(folder), fileStore(join(folder, 'a'))]) {
      await expect(store.get('a')).rejects.toThrow(storeError(/^EACCES$/))
      await expect(store.set('a', 'two')).rejects.toThrow(storeError(/^EACCES$/))
    }
  } finally {
    if (isRoot) process.seteuid?.(0)
    await chmod(folder, 0o700)
  }
  expect(await fileStore(folder).get('a')).toBe('one')
})

// Where a parent exists and its child cannot, Node's own recursive mkdir tries for ever.
test.runIf(process.platform === 'linux')(
  'a folder that the system refuses to make is refused at once',
  { timeout: 1000 },
  async () => {
    await expect(fileStore('/proc/qiyema').set('a', 'one')).rejects.toThrow(storeError(/^ENOENT$/))
  },
)
