/** What the form stands on: the product, the loan that is renewed, the need that is posted again, and what may be shown. */
import type { Connection } from '@qiyema/core/connection'
import { consent } from '@qiyema/core/operations/consent'
import { finance } from '@qiyema/core/operations/finance'
import type { Application, Need, Product } from './need-values.js'

export interface Ground {
  readonly product: Product | undefined
  readonly renewed: Application | undefined
  readonly reposted: Need | undefined
  /** The consent under which this bank may read facts already. */
  readonly consentId: string | undefined
}

/** Ids as the page gives them; empty where it gives none. */
export interface GroundIds {
  readonly productId: string
  readonly renews: string
  readonly repostOf: string
}

export async function loadGround(
  connection: Connection,
  { productId, renews, repostOf }: GroundIds,
  signal: AbortSignal,
): Promise<Ground> {
  const { products, applications, needs } = connection.use(finance)
  const [product, renewed, reposted, consentId] = await Promise.all([
    productId ? products.read({ productId }, { signal }) : undefined,
    renews ? applications.read({ applicationId: renews }, { signal }) : undefined,
    repostOf ? needs.read({ needId: repostOf }, { signal }) : undefined,
    findConsent(connection, signal),
  ])
  return { product, renewed, reposted, consentId }
}

/** The newest that is this bank's own: one that goes with a need opens nothing by itself. */
async function findConsent(connection: Connection, signal: AbortSignal): Promise<string | undefined> {
  const { items } = await connection.use(consent).list({ state: 'active' }, { signal })
  return items.find(({ recipient, purpose }) => recipient.id !== undefined && purpose === 'loan-application')
    ?.id
}
