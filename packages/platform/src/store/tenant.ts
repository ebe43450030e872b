/** Who a transaction is for. */

/** Whose rows a transaction may see. */
export type Tenant =
  | { readonly kind: 'anyone' }
  | { readonly kind: 'enterprise'; readonly enterpriseId: string }
  | { readonly kind: 'partner'; readonly partnerId: string }
  | { readonly kind: 'officer'; readonly departmentId: string; readonly regions: readonly string[] }
  /** Jobs and migrations, and single steps of a request that no tenant may take alone: see `asTenant`. */
  | { readonly kind: 'platform' }

/** Under which the database knows a tenant of its kind; empty for those who are none. */
export function nameOfTenant(tenant: Tenant): string {
  switch (tenant.kind) {
    case 'enterprise':
      return tenant.enterpriseId
    case 'partner':
      return tenant.partnerId
    case 'officer':
      return tenant.departmentId
    default:
      return ''
  }
}
