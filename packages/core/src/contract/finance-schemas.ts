/** What needs, offers and loan applications are made of, and the states they go through. */
import { CONSENT_STATES } from './consent.js'
import { scope } from './facts.js'
import { annualRate, money } from './money.js'
import { MATCH_RESULTS } from './policy.js'
import { date, id, line, localised, oneOf, openChoice, prose, time, uscc } from './scalars.js'
import { z } from './schema.js'

export const RATE_METHODS = ['simple', 'irr'] as const
export const GUARANTEES = ['credit', 'mortgage', 'pledge', 'revenue-right-pledge', 'guarantor'] as const
export const PURPOSES = [
  'working-capital',
  'equipment',
  'green',
  'research',
  'trade',
  'renewal',
  'other',
] as const
export const NEED_STATES = ['open', 'full', 'accepted', 'withdrawn', 'expired', 'closed'] as const
/** Claimed, credit granted, signed and paid out are four different things. */
export const APPLICATION_STATES = [
  'claimed',
  'contacted',
  'materials-requested',
  'offered',
  'accepted',
  'credit-granted',
  'signed',
  'paid-out',
  'declined-by-bank',
  'declined-by-enterprise',
  'closed',
  'expired',
  'withdrawn',
] as const
export const DISBURSEMENT_STATES = ['partly', 'fully'] as const

export const product = z.object({
  id: id('product'),
  bank: z.object({ id: id('partner'), name: localised }),
  name: localised,
  /** In the bank's words. */
  purpose: z.string(),
  /** What of the purposes of needs it serves. */
  purposes: z.array(openChoice(PURPOSES)),
  amount: z.object({ min: money, max: money }),
  tenorMonths: z.object({ min: z.int(), max: z.int() }),
  /** All costs tied to the loan, over the principal in use, as PBoC announcement 2021 no. 3 asks. */
  annualRate: z.object({ min: annualRate, max: annualRate }),
  rateMethod: openChoice(RATE_METHODS),
  rateBasis: z.string(),
  guarantees: z.array(openChoice(GUARANTEES)),
  repayments: z.array(z.string()),
  channel: z.string(),
  scopes: z.array(z.string()),
  relatedPolicies: z.array(id('policy')),
  match: z.optional(
    z.object({
      result: openChoice(MATCH_RESULTS),
      because: z.array(z.string()),
      missing: z.array(z.string()),
    }),
  ),
})

/** A step that has been taken, or a clock that runs. */
const timelineEntry = z.object({
  state: z.string(),
  at: time,
  by: openChoice(['enterprise', 'bank', 'platform']),
  note: z.optional(z.string()),
})

const clock = z.object({
  /** `respond` in one day, `contact` in three, `decide` in nine; `accept` and `sign` are the enterprise's to keep. */
  name: openChoice(['respond', 'contact', 'decide', 'accept', 'sign']),
  dueAt: time,
  isOverdue: z.boolean(),
})

export const needMembers = {
  amount: money,
  tenorMonths: z.int().check(z.minimum(1), z.maximum(360)),
  purpose: oneOf(PURPOSES),
  /** In the enterprise's own words. */
  description: z.optional(prose(1000)),
  guarantees: z.optional(z.array(oneOf(GUARANTEES)).check(z.maxLength(5))),
  products: z.optional(z.array(id('product')).check(z.maxLength(10))),
  /** The most it would pay a year, all in. */
  maxAnnualRate: z.optional(annualRate),
  contactName: line(50),
  contactPhone: z.string().check(z.regex(/^[0-9+-]{5,20}$/)),
  /** What banks that take it up may read, and until when: the consent that goes with the need. */
  consent: z.strictObject({
    scopes: z.array(scope).check(z.minLength(1), z.maxLength(20)),
    until: date,
    /** The contact has agreed, apart from the enterprise, to being named to them (PIPL, articles 23 and 29). */
    isContactAgreed: z.literal(true),
  }),
  /** Of a renewal without repaying principal: the loan it renews. */
  renews: z.optional(id('application')),
}

/** As its enterprise sees it. Banks are named once they have taken it up. */
export const need = z.object({
  id: id('need'),
  state: openChoice(NEED_STATES),
  amount: money,
  tenorMonths: z.int(),
  purpose: openChoice(PURPOSES),
  description: z.optional(z.string()),
  guarantees: z.array(openChoice(GUARANTEES)),
  products: z.array(id('product')),
  maxAnnualRate: z.optional(annualRate),
  postedAt: time,
  expiresAt: time,
  consentId: id('consent'),
  places: z.object({ taken: z.int(), all: z.int() }),
  applications: z.array(
    z.object({
      id: id('application'),
      bank: z.object({ id: id('partner'), name: localised }),
      state: openChoice(APPLICATION_STATES),
    }),
  ),
  renews: z.optional(id('application')),
  repostOf: z.optional(id('need')),
  clocks: z.array(clock),
  timeline: z.array(timelineEntry),
})

/** As banks see it before they take it up: no contact, no facts, and nothing of who else has. */
export const queuedNeed = z.object({
  id: id('need'),
  amount: money,
  tenorMonths: z.int(),
  purpose: openChoice(PURPOSES),
  guarantees: z.array(openChoice(GUARANTEES)),
  industryCode: z.optional(z.string()),
  regionCode: z.string(),
  postedAt: time,
  expiresAt: time,
  matches: z.array(z.object({ productId: id('product'), result: openChoice(MATCH_RESULTS) })),
})

const offer = z.object({
  id: id('offer'),
  productId: id('product'),
  amount: money,
  tenorMonths: z.int(),
  annualRate,
  rateMethod: openChoice(RATE_METHODS),
  repayment: z.string(),
  guarantee: openChoice(GUARANTEES),
  conditions: z.optional(z.string()),
  validUntil: time,
  offeredAt: time,
})

const material = z.object({
  id: id('material'),
  name: z.string(),
  required: z.boolean(),
  state: openChoice(['asked', 'supplied']),
  suppliedAt: z.optional(time),
  type: z.optional(z.string()),
  bytes: z.optional(z.int()),
  sha256: z.optional(z.string()),
})

export const application = z.object({
  id: id('application'),
  needId: id('need'),
  state: openChoice(APPLICATION_STATES),
  enterprise: z.object({ uscc, name: localised }),
  bank: z.object({ id: id('partner'), name: localised }),
  /** What this bank reads under. Once it has ended, facts and materials are refused, whatever the application's own state. */
  consent: z.object({ id: id('consent'), state: openChoice(CONSENT_STATES) }),
  need: z.object({
    amount: money,
    tenorMonths: z.int(),
    purpose: openChoice(PURPOSES),
    description: z.optional(z.string()),
  }),
  /** For the bank that took it up, while its consent and the application last. */
  contact: z.optional(z.object({ name: z.string(), phone: z.string() })),
  materials: z.array(material),
  offer: z.optional(offer),
  credit: z.optional(z.object({ amount: money, decidedAt: time, until: z.optional(date) })),
  signedAt: z.optional(time),
  disbursement: z.optional(
    z.object({ state: openChoice(DISBURSEMENT_STATES), paidOut: money, lastAt: time }),
  ),
  clocks: z.array(clock),
  timeline: z.array(timelineEntry),
})
