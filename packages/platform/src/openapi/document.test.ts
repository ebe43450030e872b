import { contract, listOperations } from '@qiyema/core/contract'
import { Validator } from '@seriousme/openapi-schema-validator'
import { beforeAll, describe, expect, test } from 'vitest'
import { createDocument } from './document.js'

const document = createDocument({ baseUrl: 'https://qym.example', version: '1.0.0' })
const operationAt = (path: string, method: string) =>
  document.paths[path]?.[method] as Record<string, never> | undefined

describe('the document', () => {
  let verdict: Awaited<ReturnType<Validator['validate']>>
  beforeAll(async () => {
    verdict = await new Validator().validate({ ...structuredClone(document) })
  })

  test('is OpenAPI 3.1 by the official schema', () => {
    expect(verdict).toEqual({ valid: true })
    expect(document.openapi).toBe('3.1.1')
  })

  test('is refused by the same judge when something is wrong with it', async () => {
    const wrong = structuredClone(document) as Record<string, unknown>
    wrong.paths = { '/v1/me': { get: { responses: 'none' } } }
    expect((await new Validator().validate(wrong)).valid).toBe(false)
  })

  test('refers to nothing that is not there', () => {
    const { components } = document as unknown as { components: Record<string, object> }
    const there = Object.entries(components).flatMap(([kind, named]) =>
      Object.keys(named).map(name => `#/components/${kind}/${name}`),
    )
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, to]) => to)
    expect(references.length).toBeGreaterThan(100)
    for (const to of new Set(references)) expect(there).toContain(to)
  })

  test('is the same every time, and plain JSON', () => {
    expect(createDocument({ baseUrl: 'https://qym.example', version: '1.0.0' })).toEqual(document)
    expect(JSON.parse(JSON.stringify(document))).toEqual(document)
  })

  test('has a tag for every application, told in both languages', () => {
    const { tags } = document as unknown as { tags: { name: string; description: string }[] }
    expect(tags.map(({ name }) => name)).toEqual(Object.keys(contract))
    for (const tag of tags) expect(tag.description).not.toBe(tag.name)
  })
})

describe.each(listOperations())('%s', (name, operation) => {
  const described = operationAt(operation.path, operation.method.toLowerCase()) as unknown as {
    operationId: string
    summary: string
    parameters: { name: string; in: string; required: boolean }[]
    responses: Record<string, { 'x-problems'?: string[] }>
    security: object[]
    requestBody?: object
  }

  test('is there under its name, with all that it takes and answers', () => {
    expect(described).toMatchObject({ operationId: name, summary: operation.summary.en })
    const named = (place: string) => described.parameters.filter(one => one.in === place).map(one => one.name)
    expect(named('path')).toEqual(Object.keys(operation.params?.shape ?? {}))
    expect(named('query')).toEqual(Object.keys(operation.query?.shape ?? {}))
    expect(named('header').includes('Idempotency-Key')).toBe(operation.repetition === 'key')
    expect(described.requestBody !== undefined).toBe(Boolean(operation.body ?? operation.bodyType))
    expect(described.responses).toHaveProperty(String(operation.status))
  })

  test('tells every problem at its status', () => {
    const told = Object.values(described.responses).flatMap(({ 'x-problems': codes = [] }) => codes)
    for (const code of operation.problems) expect(told).toContain(code)
    expect(told).toEqual([...new Set(told)])
  })

  test('may be called without proof only where anyone may', () => {
    const isOpen = described.security.some(scheme => Object.keys(scheme).length === 0)
    expect(isOpen).toBe(operation.callers.includes('anyone'))
  })
})

test('an object of a request is closed, one of an answer is open', () => {
  const { requestBody, responses } = operationAt(
    '/v1/loan-applications/{applicationId}/offer',
    'post',
  ) as unknown as {
    requestBody: { content: Record<string, { schema: { additionalProperties?: boolean } }> }
    responses: Record<string, { content: Record<string, { schema: { additionalProperties?: boolean } }> }>
  }
  expect(requestBody.content['application/json']?.schema.additionalProperties).toBe(false)
  expect(responses['200']?.content['application/json']?.schema.additionalProperties).toBeUndefined()
})
