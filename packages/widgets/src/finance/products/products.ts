/** Loan products: fetched for a purpose or for a bank, and put in order by how the enterprise stands to them. */
import type { Connection } from '@qiyema/core/connection'
import { finance } from '@qiyema/core/operations/finance'

const clientOf = (connection: Connection) => connection.use(finance)

type Products = ReturnType<typeof clientOf>['products']
export type Product = Awaited<ReturnType<Products['read']>>
type Wishes = NonNullable<Parameters<Products['list']>[0]>
export type Purpose = NonNullable<Wishes['purpose']>

export const PURPOSES: readonly Purpose[] = [
  'working-capital',
  'equipment',
  'green',
  'research',
  'trade',
  'renewal',
  'other',
]

/** A county has hundreds, and nobody reads so many. */
const AT_MOST = 200

export interface Listing {
  readonly items: readonly Product[]
  /** There are more that are not here. */
  readonly isCut: boolean
}

/** What is no purpose is left out: all products are better than none. */
export function purposeOf(text: string): Purpose | undefined {
  return PURPOSES.find(purpose => purpose === text)
}

export async function loadProducts(
  connection: Connection,
  { purpose, bank }: { readonly purpose: Purpose | undefined; readonly bank: string },
  signal: AbortSignal,
): Promise<Listing> {
  const wishes = { limit: 100, ...(purpose && { purpose }), ...(bank !== '' && { bank }) }
  const items: Product[] = []
  for await (const item of clientOf(connection).products.list(wishes, { signal })) {
    if (items.length === AT_MOST) return { items: inOrder(items), isCut: true }
    items.push(item)
  }
  return { items: inOrder(items), isCut: false }
}

const RANKS = ['yes', 'need-info', undefined, 'no']

/** What fits comes first, and what does not comes last; otherwise it is the county's order, which recommends none. */
export function inOrder(products: readonly Product[]): readonly Product[] {
  const rank = ({ match }: Product) => {
    const found = RANKS.indexOf(match?.result)
    return found === -1 ? RANKS.indexOf(undefined) : found
  }
  return [...products].sort((one, other) => rank(one) - rank(other))
}
