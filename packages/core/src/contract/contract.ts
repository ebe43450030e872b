/** The contract, whole: every operation under the name of its application, as client, routes and documents have it. */
import { audit } from './audit.js'
import { cardOperations } from './card.js'
import { code } from './code.js'
import { consentOperations } from './consent.js'
import { factOperations } from './facts.js'
import { finance } from './finance.js'
import { identity } from './identity.js'
import type { Operation } from './operation.js'
import { policy } from './policy.js'
import { session } from './session.js'
import { webhook } from './webhook.js'

export const contract = {
  identity,
  code,
  card: cardOperations,
  policy,
  finance,
  consent: consentOperations,
  facts: factOperations,
  audit,
  session,
  webhook,
} as const

/** A tree of operations: what a part of the contract is. */
export interface OperationTree {
  readonly [name: string]: Operation | OperationTree
}

/**
 * Every operation with its name, such as `finance.needs.submit`.
 *
 * @example
 * ```ts
 * import { listOperations } from '@qiyema/core/contract'
 *
 * const [, claim] = listOperations().find(([name]) => name === 'finance.queue.claim') ?? []
 * console.log(claim?.method, claim?.path) // POST /v1/loan-queue/{needId}/claim
 * ```
 */
export function listOperations(
  tree: OperationTree = contract,
  prefix = '',
): (readonly [string, Operation])[] {
  return Object.entries(tree).flatMap(([name, node]) =>
    isOperation(node) ? [[prefix + name, node] as const] : listOperations(node, `${prefix}${name}.`),
  )
}

export function isOperation(node: Operation | OperationTree): node is Operation {
  return typeof node.method === 'string'
}
