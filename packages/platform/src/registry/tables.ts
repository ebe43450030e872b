/** What registers know: enterprises and what is known of them, departments, partners, people and what they may do for whom. */
import type { EnterpriseRole, Item, OfficerRole } from '../access/caller.js'
import type { FactValue } from '../facts/facts.js'
import type { Json, LocalisedText, OptionalJson, OptionalTime, Time } from '../store/columns.js'

/** A market entity, whether or not it has claimed its code. All of a row is public. */
export interface EnterpriseTable {
  id: string
  uscc: string
  name: Json<LocalisedText>
  former_names: Json<readonly string[]>
  entity_type: string
  registration_status: 'active' | 'moved-out' | 'dormant' | 'revoked' | 'deregistered'
  /** Where it is now, GB/T 2260; the region inside the credit code is that of its first registration. */
  region_code: string
  /** Where it went, when it left the county. */
  moved_to: string | null
  industry_code: string | null
  /** A date of the law. */
  established_on: string | null
  claimed_at: OptionalTime
  updated_at: Time
}

/** What an enterprise says of itself, for its card and before a code is issued. */
export interface ProfileTable {
  enterprise_id: string
  contact_role: string | null
  phone: string | null
  email: string | null
  website: string | null
  address: OptionalJson<LocalisedText>
  products: Json<readonly string[]>
  strengths: Json<readonly string[]>
  /** Counts edits: its `ETag` is `v` and this. */
  version: number
  updated_at: Time
}

/** The county's dictionary of facts. */
export interface FactDefinitionTable {
  id: string
  type: string
  label: Json<LocalisedText>
  source: 'warehouse' | 'warehouse-consented' | 'derived' | 'declared'
  /** Consent scopes that a fact belongs to; one is enough to read it. */
  scopes: Json<readonly string[]>
  /** The department that keeps and corrects it. */
  owner: string | null
  position: number
}

/** One fact of one enterprise from one kind of source. */
export interface FactTable {
  enterprise_id: string
  id: string
  /** `declared` stands only where no register holds the fact. */
  source: 'warehouse' | 'warehouse-consented' | 'declared'
  value: Json<FactValue>
  as_of: Time
}

/** The figures that the per-mu assessment goes by; only some of them are facts of the dictionary. */
export interface PerMuFiguresTable {
  enterprise_id: string
  figures: Json<Readonly<Record<string, number>>>
  as_of: Time
}

/** The per-mu assessment of an enterprise, by the last model it was assessed with. */
export interface PerMuResultTable {
  enterprise_id: string
  model: string
  scale: string
  score: number
  rank: number
  grade: string
  as_of: Time
}

export interface DepartmentTable {
  id: string
  name: Json<LocalisedText>
  level: string
  region_code: string
  phone: string | null
}

/** A bank or an industry platform. What it calls with stands in `partner_access`. */
export interface PartnerTable {
  id: string
  kind: 'bank' | 'industry-platform'
  name: Json<LocalisedText>
}

/** A person who signs in. The telephone number is what registers and sign-in services agree on. */
export interface PersonTable {
  id: string
  name: string
  phone: string
}

/** What a person may do for an enterprise. The legal representative's stands there too. */
export interface DelegationTable {
  id: string
  enterprise_id: string
  person_id: string
  role: EnterpriseRole
  items: Json<readonly Item[]>
  from_at: Time
  until_at: OptionalTime
  ended_at: OptionalTime
  /** Ended because whoever gave it may give it no more. */
  voided_at: OptionalTime
  /** The delegation by which it was given. */
  granted_by: string | null
}

/** A person who works for a department. */
export interface OfficerTable {
  person_id: string
  department_id: string
  regions: Json<readonly string[]>
  roles: Json<readonly OfficerRole[]>
}

/** What a county sets for itself: its name, what it offers, its models. Each by a name, versioned. */
export interface CountySettingTable {
  name: string
  version: string
  value: Json<unknown>
}

export interface RegistryTables {
  enterprises: EnterpriseTable
  profiles: ProfileTable
  fact_definitions: FactDefinitionTable
  facts: FactTable
  per_mu_figures: PerMuFiguresTable
  per_mu_results: PerMuResultTable
  departments: DepartmentTable
  partners: PartnerTable
  persons: PersonTable
  delegations: DelegationTable
  officers: OfficerTable
  county_settings: CountySettingTable
}
