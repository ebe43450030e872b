/** What the database knows of who may call: partners' keys and sites, sign-ins, and what may be used only once. */
import type { ColumnType } from 'kysely'
import type { OfficerRole } from './caller.js'

type Json<Value> = ColumnType<Value, string, string>
type Time = ColumnType<Date, Date, Date>

/** A partner as one who calls. Its name and the rest stand in the registry. */
export interface PartnerAccessTable {
  partner_id: string
  /** What it is registered for, beside consents. */
  scopes: Json<readonly string[]>
  suspended_at: Time | null
}

/** Public keys that a partner's assertions may be signed with. */
export interface PartnerKeyTable {
  partner_id: string
  kid: string
  jwk: Json<Readonly<Record<string, unknown>>>
  retired_at: Time | null
}

/** Web sites that a partner's sessions may be used from. */
export interface PartnerOriginTable {
  partner_id: string
  origin: string
}

/** Proofs and assertions that were accepted and could be shown again until they expire. */
export interface UsedProofTable {
  proof: string
  expires_at: Time
}

/** Somebody signed in. The token's hash is all there is of it. */
export interface SignInTable {
  token_hash: string
  person_id: string
  kind: 'operator' | 'officer'
  /** The enterprise chosen, of an operator. */
  enterprise_id: string | null
  /** Of an officer, as the sign-in said. */
  department_id: string | null
  regions: Json<readonly string[]>
  roles: Json<readonly OfficerRole[]>
  opened_at: Time
  expires_at: Time
  ended_at: Time | null
}

export interface AccessTables {
  partner_access: PartnerAccessTable
  partner_keys: PartnerKeyTable
  partner_origins: PartnerOriginTable
  used_proofs: UsedProofTable
  sign_ins: SignInTable
}
