/** A county as files: who is registered there, what is known of them, and what the county sets for itself. No code is among it. */
import { z } from 'zod'
import { legalDate } from '../calendar/shanghai-time.js'
import { FACT_ID } from '../facts/facts.js'

const localised = z
  .strictObject({ zh: z.string().min(1), en: z.string().min(1) })
  .transform(({ zh, en }) => ({ 'zh-CN': zh, en }))

const enterprise = z
  .looseObject({
    id: z.string(),
    uscc: z.string(),
    name: localised,
    entityType: z.string(),
    regionCode: z.string(),
    townshipCode: z.string().optional(),
    industryCode: z.string().optional(),
    establishedOn: legalDate.optional(),
    registrationStatus: z.enum(['active', 'moved-out', 'dormant', 'revoked', 'deregistered']),
    card: z
      .looseObject({
        address: z.string().optional(),
        addressEn: z.string().optional(),
        mainProducts: z.array(z.string()).default([]),
        advantages: z.array(z.string()).default([]),
        website: z.string().optional(),
        phone: z.string().optional(),
        email: z.string().optional(),
        contactRole: z.string().optional(),
      })
      .optional(),
    ops: z.record(z.string(), z.unknown()).default({}),
  })
  .readonly()

const person = z.strictObject({
  id: z.string(),
  name: z.string(),
  phone: z.string().regex(/^1\d{10}$/),
  represents: z.string().optional(),
  administers: z.string().optional(),
  handles: z.string().optional(),
  items: z.array(z.enum(['code', 'card', 'policy', 'finance', 'consent'])).optional(),
  until: legalDate.optional(),
  department: z.string().optional(),
  regions: z.array(z.string()).optional(),
  roles: z.array(z.enum(['code-officer', 'policy-officer', 'data-officer', 'auditor'])).optional(),
})

/** What `seedCounty` takes. Policies and products are parsed where they are kept. */
export const countyPack = z.strictObject({
  county: z.looseObject({
    version: z.string(),
    name: localised,
    regionCode: z.string(),
    /** Regions whose enterprises it may issue codes for, as prefixes of GB/T 2260. */
    regions: z.array(z.string()).min(1),
    /** As of when its data is. */
    asOf: legalDate,
    /** Registered enterprises that have not claimed their code. */
    unclaimed: z.array(z.string()),
    /** What whoever scans a code is offered, in this order. */
    offers: z.array(z.strictObject({ id: z.string(), title: localised, url: z.url() })),
  }),
  enterprises: z.array(enterprise),
  facts: z.array(
    z.strictObject({
      id: z.string().regex(FACT_ID),
      type: z.string(),
      label: localised,
      source: z.enum(['warehouse', 'warehouse-consented', 'derived', 'declared']),
    }),
  ),
  scopes: z.array(z.strictObject({ id: z.string(), label: localised, facts: z.array(z.string()) })),
  factOwners: z.record(z.string(), z.string()),
  departments: z.array(
    z.strictObject({
      id: z.string(),
      name: localised,
      level: z.string(),
      regionCode: z.string(),
      phone: z.string().optional(),
    }),
  ),
  partners: z.array(
    z.strictObject({
      id: z.string(),
      fictional: z.boolean().optional(),
      kind: z.enum(['bank', 'industry-platform']),
      name: localised,
    }),
  ),
  people: z.array(person),
  perMuModel: z.looseObject({}),
  policies: z.array(z.unknown()),
  products: z.array(z.unknown()),
})

export type CountyPack = z.infer<typeof countyPack>
/** A county's files, parsed or not yet. */
export type CountyFiles = z.input<typeof countyPack>
