import { readFileSync } from 'node:fs'
import { COMPONENTS } from '@qiyema/core/contract'
import { expect, it } from 'vitest'
import { listElements, packageFolder } from '../build/elements.ts'

const read = (name: string) => JSON.parse(readFileSync(`${packageFolder}/dist/${name}`, 'utf8'))
const tags = listElements().map(({ tag }) => tag)

it('has an entry for the session and for every element that a session can be opened for', () => {
  expect(tags.toSorted()).toEqual([...COMPONENTS, 'qym-session'].toSorted())
})

it('describes every element with a summary, a sentence for each attribute, and what its events carry', () => {
  const { modules } = read('custom-elements.json')
  const elements = modules.flatMap(({ declarations }: { declarations: unknown[] }) => declarations)
  const described = elements.filter(({ tagName }: { tagName?: string }) => tagName !== undefined)
  expect(described.map(({ tagName }: { tagName: string }) => tagName).toSorted()).toEqual(tags.toSorted())
  for (const { tagName, summary, attributes = [], events = [] } of described) {
    expect(summary, tagName).toMatch(/\w/)
    for (const { name, description } of attributes) expect(description, `${tagName} ${name}`).toMatch(/\w/)
    for (const { name, type, description } of events) {
      expect(type?.text, `${tagName} ${name}`).toContain('CustomEvent')
      expect(description, `${tagName} ${name}`).toMatch(/\w/)
    }
  }
})

it('gives editors and frameworks every element', () => {
  const editor = read('vscode.html-custom-data.json').tags.map(({ name }: { name: string }) => name)
  const webTypes = read('web-types.json').contributions.html.elements.map(
    ({ name }: { name: string }) => name,
  )
  expect(editor.toSorted()).toEqual(tags.toSorted())
  expect(webTypes.toSorted()).toEqual(tags.toSorted())
  for (const file of ['react.d.ts', 'vue.d.ts']) {
    const types = readFileSync(`${packageFolder}/dist/${file}`, 'utf8')
    for (const tag of tags) expect(types).toContain(`"${tag}"`)
  }
})

it('lists for every element what it reads, sends and keeps', () => {
  const { elements } = read('privacy.json')
  const card = elements.find(({ element }: { element: string }) => element === 'qym-business-card')
  const own = card.operations.find(({ operation }: { operation: string }) => operation === 'card.read')
  expect(own.reads).toContain('pictures[].url')
  expect(own.sends).toEqual([])
  expect(elements.map(({ element }: { element: string }) => element).toSorted()).toEqual(tags.toSorted())
})

it('has the hash of each file that a page may load', () => {
  for (const folder of ['bundle', 'modules']) {
    const hashes = Object.entries(read(`${folder}/integrity.json`))
    expect(hashes.length).toBeGreaterThan(1)
    for (const [, hash] of hashes) expect(hash).toMatch(/^sha384-[A-Za-z0-9+/]{64}$/)
  }
})
