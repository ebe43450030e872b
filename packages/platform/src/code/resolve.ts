/** What was scanned, and whose it is: for anyone one text, for partners a hundred at once. */
import type { contract } from '@qiyema/core/contract'
import type * as z from 'zod/mini'
import type { Call } from '../http/handler.js'
import { type IssuingCounty, issuingCounty } from '../issuing/issuer.js'
import type { Judge, Judgement } from '../issuing/judge.js'
import type { EnterpriseRow } from '../registry/enterprises.js'

type Resolution = z.output<typeof contract.code.resolve.answer>
type Verifications = z.output<typeof contract.code.verify.answer>

export async function resolveText(
  { db, now }: Pick<Call, 'db' | 'now'>,
  { judge }: Judge,
  text: string,
  baseUrl: string,
): Promise<Resolution> {
  const [judgement] = await judge(db, [text], now)
  if (!judgement) throw new TypeError('One text has one judgement.')
  const asOf = now.toISOString()
  if (judgement.scheme !== 'qiyema') return { scheme: judgement.scheme, asOf, offers: [] }
  const { outcome, assurance, enterprise } = judgement
  return {
    scheme: 'qiyema',
    outcome,
    ...(assurance && { assurance }),
    asOf,
    ...(enterprise && { enterprise: resolved(enterprise, baseUrl) }),
    offers: enterprise ? offersOf(await issuingCounty(db)) : [],
  }
}

export async function verifyTexts(
  { db, now }: Pick<Call, 'db' | 'now'>,
  { judge }: Judge,
  texts: readonly string[],
): Promise<Verifications> {
  const judgements = await judge(db, texts, now)
  return { asOf: now.toISOString(), results: judgements.map(verified) }
}

function resolved(enterprise: EnterpriseRow, baseUrl: string): NonNullable<Resolution['enterprise']> {
  const { uscc, name, former_names: formerNames, moved_to: movedTo } = enterprise
  return {
    uscc,
    name,
    formerNames: [...formerNames],
    registrationStatus: enterprise.registration_status,
    ...(movedTo !== null && { movedTo }),
    cardUrl: `${baseUrl}/v1/cards/${uscc}`,
  }
}

function offersOf({ offers }: IssuingCounty): Resolution['offers'] {
  return offers.map(({ id, title, url }) => ({ id, title, url }))
}

/** What is somebody else's is no code of this scheme, and so malformed as one. */
function verified(judgement: Judgement): Verifications['results'][number] {
  if (judgement.scheme !== 'qiyema') return { outcome: 'malformed' }
  const { outcome, assurance, code, enterprise } = judgement
  return {
    outcome,
    ...(assurance && { assurance }),
    ...(code && { uscc: code.uscc }),
    ...(enterprise && { registrationStatus: enterprise.registration_status }),
  }
}
