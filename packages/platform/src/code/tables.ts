/** Codes as the database keeps them, what status lists and the trust list say, and where the next code gets its position. */
import type { CODE_KINDS, REVOCATION_REASONS, SUSPENSION_REASONS } from '@qiyema/core/contract'
import type { Lifetime } from '@qiyema/core/sign'
import type { OptionalTime, Time } from '../store/columns.js'

/** A code that was issued. None is ever removed: old ones answer with what became of them. */
export interface CodeTable {
  id: string
  enterprise_id: string
  uscc: string
  kind: (typeof CODE_KINDS)[number]
  /** The class by its name: `1y`. */
  lifetime: Lifetime
  /** Of a code that has expired, as it stood then: that it has is told by `expires_at`. */
  state: 'valid' | 'suspended' | 'revoked'
  reason: (typeof SUSPENSION_REASONS)[number] | (typeof REVOCATION_REASONS)[number] | null
  /** What whoever took the last step said of it; for the enterprise and officers, not in the list. */
  note: string | null
  /** As the code itself says it, if it does. */
  name: string | null
  issued_at: Time
  expires_at: Time
  kid: string
  list: number
  index: number
  credential: string
  link: string | null
  digits: string | null
  /** Who had it issued; what rests on somebody's delegation ends with it. Null for a partner's page and for officers. */
  person_id: string | null
  replaced_by: string | null
  changed_at: OptionalTime
}

/** One list of the issuer, from 0 without a gap. */
export interface StatusListTable {
  list: number
  /** Counts changes. */
  version: number
  changed_at: Time
}

/** A position that was given out: for one code, and never again. */
export interface StatusPositionTable {
  list: number
  index: number
  state: CodeTable['state']
}

/** The trust list, edition by edition. */
export interface TrustEditionTable {
  seq: number
  /** As it was signed, the same for whoever asks. */
  token: string
  issued_at: Time
}

export interface CodeTables {
  codes: CodeTable
  status_lists: StatusListTable
  status_positions: StatusPositionTable
  trust_editions: TrustEditionTable
}
