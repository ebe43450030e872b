/** The contract's schemas as JSON Schema 2020-12, what several operations share under a name of its own. */
import * as parts from '@qiyema/core/contract'
import * as z from 'zod/v4/core'

const { contract } = parts

export type JsonSchema = Readonly<Record<string, unknown>>

/** What is well known gets its own name in the document; what else is shared is named after its first operation. */
const NAMED = {
  Problem: parts.problem,
  Money: parts.money,
  Fact: parts.fact,
  FactDefinition: parts.factDefinition,
  Card: parts.card,
  AuditEntry: parts.auditEntry,
  CardExchange: contract.card.exchanges.offer.answer,
  Correction: contract.card.corrections.submit.answer,
  Code: parts.issuedCode,
  EnterpriseProfile: contract.code.claim.answer,
  Me: contract.identity.read.answer,
  Delegation: parts.delegation,
  Policy: contract.policy.read.answer,
  PolicyMatch: parts.match,
  LoanProduct: contract.finance.products.read.answer,
  LoanNeed: contract.finance.needs.read.answer,
  LoanApplication: contract.finance.applications.read.answer,
  Consent: parts.consent,
  SessionToken: contract.session.exchange.answer,
  WebhookEndpoint: contract.webhook.endpoints.update.answer,
  WebhookDelivery: contract.webhook.deliveries.replay.answer,
  PublicKey: parts.publicJwk,
} as const satisfies Record<string, z.$ZodType>

const HERE = '#/components/schemas/'

/** JSON Schemas of a set of schemas. */
export interface SchemaSet {
  /**
   * The schema, or a reference to it where it is shared.
   *
   * @throws {TypeError} for a name that was not given
   */
  of(name: string): JsonSchema
  /** The schema itself. @throws {TypeError} as `of` */
  whole(name: string): JsonSchema
  /** By component name. */
  readonly shared: Readonly<Record<string, JsonSchema>>
}

/**
 * Writes schemas as JSON Schema: what several of them have in common once, referred to at `#/components/schemas/…`.
 *
 * @param named - by operation and part: `finance.needs.submit.body`
 */
export function writeSchemas(named: ReadonlyMap<string, z.$ZodType>): SchemaSet {
  const registry = z.registry<{ id: string }>()
  for (const [id, schema] of Object.entries(NAMED)) registry.add(schema, { id })
  const ids = new Map<string, string>()
  for (const [name, schema] of named) {
    const id = registry.get(schema)?.id ?? componentNameOf(name)
    if (!registry.has(schema)) registry.add(schema, { id })
    ids.set(name, id)
  }
  // Of the two readings the one of requests: answers may grow, so their objects stay open.
  const { schemas } = z.toJSONSchema(registry, { io: 'input', uri: id => HERE + id })
  const written = new Map(Object.entries(schemas).map(([id, schema]) => [id, withoutNames(schema)]))
  // Path and query are written out in each place.
  const inBodies = [...ids].filter(([name]) => /\.(?:body|answer)$/.test(name)).map(([, id]) => id)
  const shared = sharedIds(inBodies, [...written.values()])
  const whole = (name: string): JsonSchema => {
    const schema = written.get(ids.get(name) ?? '')
    if (!schema) throw new TypeError(`No schema was given under the name ${name}.`)
    return schema
  }
  return {
    whole,
    of(name) {
      const id = ids.get(name) ?? ''
      return shared.has(id) ? { $ref: HERE + id } : whole(name)
    },
    shared: Object.fromEntries([...written].filter(([id]) => shared.has(id))),
  }
}

/** The well-known ones, those that others refer to, and those of several names. */
function sharedIds(ids: readonly string[], written: readonly JsonSchema[]): ReadonlySet<string> {
  const references = JSON.stringify(written).matchAll(/"#\/components\/schemas\/([^"]+)"/g)
  const repeated = ids.filter((id, index) => ids.indexOf(id) !== index)
  return new Set([...Object.keys(NAMED), ...repeated, ...[...references].map(([, id = '']) => id)])
}

/** `card.exchanges.offer.answer` is `CardExchangesOfferAnswer`. */
function componentNameOf(name: string): string {
  return name.replaceAll(/(?:^|\.)(.)/g, (_, letter: string) => letter.toUpperCase())
}

function withoutNames({ $schema: _, $id: __, id: ___, ...schema }: z.JSONSchema.BaseSchema): JsonSchema {
  return schema
}
