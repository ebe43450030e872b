/** Who a transaction is for. */

/** Whose rows a transaction may see: row-level security goes by it. */
export type Tenant =
  | { readonly kind: 'anyone' }
  | { readonly kind: 'enterprise'; readonly enterpriseId: string }
  | { readonly kind: 'partner'; readonly partnerId: string }
  | { readonly kind: 'officer'; readonly departmentId: string; readonly regions: readonly string[] }
  /** Jobs and migrations; never from a request. */
  | { readonly kind: 'platform' }
