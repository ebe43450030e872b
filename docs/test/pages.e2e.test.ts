/** What pages state of the repository is so: its import rules, its tests, its pages in two languages. */
import { existsSync, globSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { describe, expect, test } from 'vitest'
import { sidebarOf } from '../.vitepress/navigation.ts'
import { tokenize } from '../.vitepress/tokenize.ts'
import { elementPage } from '../build/elements.ts'
import { fromDocs, fromRoot } from '../build/places.ts'

const read = (path: string) => readFileSync(fromDocs(path), 'utf8')
/** Written in both languages. */
const PAIRED = '{index,guide/*,concepts/*,about/*,reference/index}.md'

test('the architecture page states every import rule that is enforced, and no other', () => {
  const { forbidden } = createRequire(import.meta.url)('../../.ci/dependency-cruiser.cjs')
  const enforced = forbidden.map(({ name }: { name: string }) => name)
  const [, table = ''] = read('architecture.md').split('## Who may import whom')
  const stated = Array.from(table.matchAll(/^\| `([^`]+)` \|/gm), ([, name = '']) =>
    name.replaceAll('\\|', '|'),
  )
  expect(stated.sort()).toEqual(enforced.sort())
})

test('the architecture page lists every package and folder that is there', () => {
  const folders = globSync('{packages/*,examples,docs,bench}', { cwd: fromRoot('.') }).filter(
    path => existsSync(fromRoot(`${path}/package.json`)) || !path.startsWith('packages/'),
  )
  for (const folder of folders) expect(read('architecture.md')).toContain(`| \`${folder}\` |`)
})

test('every test that a page names is there', () => {
  const pages = globSync('{.,zh}/about/*.md', { cwd: fromDocs('.') })
  const named = pages.flatMap(page =>
    Array.from(read(page).matchAll(/`([\w./-]+\.test\.ts)`/g), ([, path = '']) => path),
  )
  expect(named.length).toBeGreaterThan(20)
  expect(named.filter(path => !existsSync(fromRoot(path)))).toEqual([])
})

describe('pages', () => {
  const english = globSync(PAIRED, { cwd: fromDocs('.') }).sort()

  test('are there in both languages, with as many headings', () => {
    expect(globSync(PAIRED, { cwd: fromDocs('zh') }).sort()).toEqual(english)
    const headings = (page: string) => read(page).match(/^#+ /gm) ?? []
    for (const page of english) expect(headings(`zh/${page}`), page).toEqual(headings(page))
  })

  test('are all found at the side', () => {
    const linked = sidebarOf('en').flatMap(({ items = [] }) =>
      items.map(({ link = '' }) => link.replace(/\/$/, '/index')),
    )
    const pages = english.filter(page => page !== 'index.md').map(page => `/${page.replace(/\.md$/, '')}`)
    expect(linked).toEqual(expect.arrayContaining(pages))
  })
})

test.each(['README.md', 'README.zh-CN.md'])('%s states the sizes that are enforced', name => {
  const rules = readFileSync(fromRoot('.ci/check-size.mjs'), 'utf8')
  const limits = Array.from(
    rules.matchAll(/entry: '@qiyema\/widgets(\/[\w-]+)?', limit: (\d+)/g),
    ([, entry = 'all', limit]) => [entry, Number(limit)] as const,
  )
  const others = limits.filter(([entry]) => entry !== 'all' && entry !== '/qym-business-card')
  const { all, '/qym-business-card': card } = Object.fromEntries(limits)
  const rows = readFileSync(fromRoot(name), 'utf8').match(/^\|.*`npm run size` \|$/gm) ?? []
  const [, one = '', bundle = ''] = rows
  expect(one.match(/\d+(?= kB)/g)?.map(Number)).toEqual([card, Math.max(...others.map(([, limit]) => limit))])
  expect(bundle.match(/\d+(?= kB)/g)?.map(Number)).toEqual([all])
})

test('Chinese is cut into words, and English too', () => {
  expect(tokenize('离线核验 verify()，企业码')).toEqual(expect.arrayContaining(['核验', 'verify', '企业']))
})

test('the elements’ page is made of a manifest by its schema', () => {
  const manifest = {
    modules: [
      {
        declarations: [
          { name: 'helper' },
          {
            name: 'QymSample',
            customElement: true,
            tagName: 'qym-sample',
            summary: 'Shows a sample.',
            attributes: [{ name: 'tone', type: { text: "'calm' | 'loud'" }, fieldName: 'tone' }],
            members: [
              { kind: 'field', name: 'tone' },
              { kind: 'field', name: 'secret', privacy: 'private' },
              { kind: 'method', name: 'show', description: 'Shows it.' },
            ],
            events: [
              { name: 'qym-sample-open', type: { text: 'CustomEvent' }, description: 'It was opened.' },
            ],
            slots: [{ name: '', description: 'the text' }],
          },
        ],
      },
    ],
  }
  const privacy = {
    element: 'qym-sample',
    operations: [{ request: 'GET /v1/samples', sends: ['limit'], reads: ['items[].id'] }],
    keeps: [],
  }
  const page = elementPage(manifest, [privacy])
  expect(page).toContain('| `GET /v1/samples` | `limit` | `items[].id` |')
  expect(page).toContain("| `tone` | `'calm' \\| 'loud'` |")
  expect(page).toContain('| the default | the text |')
  expect(page).toContain('| `qym-sample-open` | `CustomEvent` | It was opened. |')
  expect(page).not.toMatch(/secret|helper/)
})
