/** Every part of the contract as clients have it. What this module exports is computed by the build, and stands there as data. */
import { audit as auditOperations } from '../contract/audit.js'
import { cardOperations } from '../contract/card.js'
import { code as codeOperations } from '../contract/code.js'
import { consentOperations } from '../contract/consent.js'
import { factOperations } from '../contract/facts.js'
import { finance as financeOperations } from '../contract/finance.js'
import { identity as identityOperations } from '../contract/identity.js'
import { policy as policyOperations } from '../contract/policy.js'
import { session as sessionOperations } from '../contract/session.js'
import { webhook as webhookOperations } from '../contract/webhook.js'
import { type Light, lighten } from './lighten.js'

export const audit: Light<typeof auditOperations> = lighten(auditOperations)
export const identity: Light<typeof identityOperations> = lighten(identityOperations)
export const code: Light<typeof codeOperations> = lighten(codeOperations)
export const card: Light<typeof cardOperations> = lighten(cardOperations)
export const policy: Light<typeof policyOperations> = lighten(policyOperations)
export const finance: Light<typeof financeOperations> = lighten(financeOperations)
export const consent: Light<typeof consentOperations> = lighten(consentOperations)
export const facts: Light<typeof factOperations> = lighten(factOperations)
export const session: Light<typeof sessionOperations> = lighten(sessionOperations)
export const webhook: Light<typeof webhookOperations> = lighten(webhookOperations)
