import { listOperations } from '@qiyema/core/contract'
import { expect, it } from 'vitest'
import { operationOf } from './operation-of.js'

const requestFor = (method: string, path: string) => new Request(`https://sandbox.example${path}`, { method })

it('finds every operation of the contract by its method and path', () => {
  const all = listOperations()
  const found = all.map(([, { method, path }]) =>
    operationOf(requestFor(method, path.replaceAll(/\{\w+\}/g, 'some_01'))),
  )
  expect(found).toEqual(all.map(([name]) => name))
})

it('takes what asks for headers only for the operation that answers with more', () => {
  expect(operationOf(requestFor('HEAD', '/v1/policies?limit=1'))).toBe('policy.list')
})

it.each([
  ['POST', '/oauth/token'],
  ['GET', '/v1/policies/'],
  ['DELETE', '/v1/policies'],
  ['GET', '/'],
])('finds none for %s %s', (method, path) => {
  expect(operationOf(requestFor(method, path))).toBeUndefined()
})
