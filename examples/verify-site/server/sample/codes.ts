/** The codes of the sample sheet: of invented enterprises, one for each thing that a verifier can say of a genuine code. */
import { type IssuerKey, type Lifetime, signCode } from '@qiyema/core/sign'
import type { StatusState } from '@qiyema/core/trust'
import { drawPosition, type Kept } from './kept.ts'

/** A code as the sheet fetches it. */
export interface SampleCode {
  readonly kind: string
  readonly uscc: string
  /** For the caption; in the code itself only where the kind is `named`. */
  readonly enterprise: string
  readonly link: string
  readonly digits: string
  readonly expiresAt: number
  /** The key that signed it: the sheet sees by it that the issuer is a new one. */
  readonly kid: string
}

interface Plan {
  readonly kind: string
  readonly uscc: string
  readonly enterprise: string
  readonly lifetime: Lifetime
  readonly hasName?: boolean
  readonly daysAgo?: number
  readonly state?: StatusState
}

/** Numbers of bodies PDY00001 and following are reserved by GB 11714 for private use: they are nobody's. */
const PLANS: readonly Plan[] = [
  { kind: 'printed', uscc: '91330521PDY0000280', enterprise: '德清芯澜传感技术有限公司', lifetime: '1y' },
  {
    kind: 'named',
    uscc: '91330521PDY000044M',
    enterprise: '德清洛声琴业有限公司',
    lifetime: '3y',
    hasName: true,
  },
  {
    kind: 'expired',
    uscc: '91330521PDY0000873',
    enterprise: '德清新市彩拓包装印刷有限公司',
    lifetime: '30d',
    daysAgo: 200,
  },
  {
    kind: 'revoked',
    uscc: '91330521PDY0000798',
    enterprise: '德清康乾跃迁电池有限公司',
    lifetime: '1y',
    hasName: true,
    state: 'revoked',
  },
  {
    kind: 'suspended',
    uscc: '91330521PDY000095X',
    enterprise: '德清禹越织澜家纺有限公司',
    lifetime: '1y',
    state: 'suspended',
  },
]

export const SHORT_LIVED = {
  kind: 'short-lived',
  uscc: '91330521PDY000116E',
  enterprise: '德清云测遥知信息服务有限公司',
  lifetime: '10m',
} as const satisfies Plan

export const HOLDER_BOUND = {
  kind: 'holder-bound',
  uscc: '92330521PDY0001321',
  enterprise: '德清县莫干山镇栖岚民宿',
  lifetime: '90d',
} as const satisfies Plan

/** Every kind's position in status list 0, drawn once, with the state that it has there. */
export function samplePositions(kept: Kept): { index: number; state: StatusState }[] {
  return PLANS.map(({ kind, state = 'valid' }) => {
    kept.positions[kind] ??= drawPosition(kept)
    return { index: kept.positions[kind], state }
  })
}

/** Signs the printed codes anew at each start; those of an earlier start stay good. */
export function signSamples(kept: Kept, key: IssuerKey): Promise<SampleCode[]> {
  return Promise.all(
    PLANS.map(plan => signSample(plan, kept.positions[plan.kind] ?? drawPosition(kept), key)),
  )
}

export async function signSample(plan: Plan, index: number, key: IssuerKey): Promise<SampleCode> {
  const { kind, uscc, enterprise, lifetime, hasName = false, daysAgo = 0 } = plan
  const issuedAt = (Math.floor(Date.now() / 60_000) - daysAgo * 1440) * 60
  const status = { list: 0, index }
  const { link, digits, expiresAt } = await signCode(
    { uscc, lifetime, status, issuedAt, ...(hasName && { name: enterprise }) },
    key,
  )
  return { kind, uscc, enterprise, link, digits, expiresAt, kid: key.kid }
}
