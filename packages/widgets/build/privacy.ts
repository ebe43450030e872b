/** The privacy list: for each element every datum that it reads, sends and keeps, made of the contract and of what it says itself. */
import { readFileSync, writeFileSync } from 'node:fs'
import { listOperations, type Operation } from '@qiyema/core/contract'
import { listElements } from './elements.ts'

interface Kept {
  readonly what: string
  readonly where: string
  readonly until: string
}

/** Writes `dist/privacy.json`. */
export function writePrivacyList(): void {
  const kept: Record<string, readonly Kept[]> = JSON.parse(readFileSync('build/kept.json', 'utf8'))
  const elements = listElements().map(({ tag }) => ({
    element: tag,
    operations: operationsOf(tag).map(([name, operation]) => ({
      operation: name,
      request: `${operation.method} ${operation.path}`,
      sends: membersOf(operation.params, operation.query, operation.body),
      reads: membersOf(operation.answer),
    })),
    keeps: kept[tag] ?? [],
  }))
  const list = { telemetry: 'none', cookies: 'none', thirdParties: 'none', elements }
  writeFileSync('dist/privacy.json', `${JSON.stringify(list, null, 2)}\n`)
}

/** What an element may call: what the platform lets its session call. */
function operationsOf(tag: string): (readonly [string, Operation])[] {
  return listOperations().filter(([, { components }]) => components?.includes(tag))
}

/** Names of the members of objects, with those of lists behind them: `items[].name`. */
function membersOf(...schemas: unknown[]): readonly string[] {
  return [...new Set(schemas.flatMap(schema => walk(schema, '')))]
}

function walk(schema: unknown, prefix: string): string[] {
  const definition = definitionOf(schema)
  if (!definition) return []
  const { type, shape, element, innerType, options } = definition
  if (type === 'object' && shape)
    return Object.entries(shape).flatMap(([name, member]) => {
      const path = prefix === '' ? name : `${prefix}.${name}`
      const below = walk(member, path)
      return below.length > 0 ? below : [path]
    })
  if (type === 'array') return walk(element, `${prefix}[]`)
  if (type === 'union') return (options ?? []).flatMap(option => walk(option, prefix))
  return walk(innerType, prefix)
}

interface Definition {
  readonly type: string
  readonly shape?: Record<string, unknown>
  readonly element?: unknown
  readonly innerType?: unknown
  readonly options?: readonly unknown[]
}

function definitionOf(schema: unknown): Definition | undefined {
  if (typeof schema !== 'object' || schema === null || !('def' in schema)) return undefined
  return schema.def as Definition
}
