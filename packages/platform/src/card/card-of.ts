/** An enterprise's card: what registers publish and what it says of itself, each line with whom to ask about it. */
import type { card } from '@qiyema/core/contract'
import type * as z from 'zod/mini'
import type { EnterpriseRow } from '../registry/enterprises.js'
import type { ProfileRow } from '../registry/profiles.js'
import { type PictureRow, pictureAnswer } from './picture-answer.js'

export type Card = z.output<typeof card>
type Provenance = Card['provenance'][string]

/** Everything that stands on one card. */
export interface CardSources {
  readonly enterprise: EnterpriseRow
  readonly profile?: ProfileRow | undefined
  readonly pictures: readonly PictureRow[]
  readonly honours?: { readonly names: readonly string[]; readonly asOf: Date } | undefined
  /** The name as the reader may see it. */
  readonly representative?: { readonly name: string; readonly since: Date } | undefined
}

/** By fact: the department that keeps it. */
export type Owners = ReadonlyMap<string, string>

/** Facts whose owners also keep what the card says of them. */
export const CARD_FACTS = {
  registration: 'entity.registrationStatus',
  industry: 'entity.industryCode',
  region: 'entity.regionCode',
  honours: 'honours',
} as const

export function cardOf(sources: CardSources, owners: Owners, baseUrl: string): Card {
  const { enterprise, profile, pictures, honours, representative } = sources
  const said = <Name extends string, Value>(name: Name, value: Value | null | undefined) =>
    value === null || value === undefined ? {} : ({ [name]: value } as Record<Name, Value>)
  return {
    uscc: enterprise.uscc,
    name: enterprise.name,
    registrationStatus: enterprise.registration_status,
    ...said('industryCode', enterprise.industry_code),
    regionCode: enterprise.region_code,
    ...said('address', profile?.address),
    ...said('representative', representative?.name),
    ...said('contactRole', profile?.contact_role),
    ...said('phone', profile?.phone),
    ...said('email', profile?.email),
    ...said('website', profile?.website),
    products: [...(profile?.products ?? [])],
    strengths: [...(profile?.strengths ?? [])],
    honours: [...(honours?.names ?? [])],
    pictures: pictures.map(picture => pictureAnswer(picture, baseUrl)),
    provenance: provenanceOf(sources, owners),
    updatedAt: latestOf(sources).toISOString(),
  }
}

function provenanceOf(
  { enterprise, profile, pictures, honours, representative }: CardSources,
  owners: Owners,
): Record<string, Provenance> {
  const registered = (fact: string, asOf: Date): Provenance => {
    const owner = owners.get(fact)
    return { source: 'warehouse', ...(owner !== undefined && { owner }), asOf: asOf.toISOString() }
  }
  const { updated_at: updatedAt } = enterprise
  return {
    ...each(['uscc', 'name', 'registrationStatus'], registered(CARD_FACTS.registration, updatedAt)),
    ...(enterprise.industry_code !== null && { industryCode: registered(CARD_FACTS.industry, updatedAt) }),
    regionCode: registered(CARD_FACTS.region, updatedAt),
    ...(representative && { representative: registered(CARD_FACTS.registration, representative.since) }),
    ...(honours && { honours: registered(CARD_FACTS.honours, honours.asOf) }),
    ...(profile && each(saidMembers(profile), declared(profile.updated_at))),
    ...(pictures.length > 0 && { pictures: declared(latest(pictures.map(picture => picture.added_at))) }),
  }
}

function declared(asOf: Date): Provenance {
  return { source: 'declared', asOf: asOf.toISOString() }
}

/** Members that the enterprise has said something in. */
function saidMembers(profile: ProfileRow): string[] {
  const { address, phone, email, website, products, strengths } = profile
  const members = { address, contactRole: profile.contact_role, phone, email, website, products, strengths }
  return Object.entries(members).flatMap(([name, value]) =>
    value === null || (Array.isArray(value) && value.length === 0) ? [] : [name],
  )
}

function each(names: readonly string[], provenance: Provenance): Record<string, Provenance> {
  return Object.fromEntries(names.map(name => [name, provenance]))
}

function latestOf({ enterprise, profile, pictures, honours, representative }: CardSources): Date {
  return latest([
    enterprise.updated_at,
    ...(profile ? [profile.updated_at] : []),
    ...pictures.map(picture => picture.added_at),
    ...(honours ? [honours.asOf] : []),
    ...(representative ? [representative.since] : []),
  ])
}

function latest(moments: readonly Date[]): Date {
  return new Date(Math.max(...moments.map(moment => moment.getTime())))
}
