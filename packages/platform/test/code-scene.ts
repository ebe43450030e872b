/** Codes in a world: an enterprise's own, the officers who see to them, and who checks them far away. */
import { generateHolderKey } from '@qiyema/core/present'
import { createVerifier, type Verifier } from '@qiyema/core/verify'
import { publicHalf } from '../src/keys/private-jwk.js'
import { BASE_URL, type World } from './world.js'

/** A credit code that is sound, and of an enterprise that is not registered here. */
export const STRANGER = '91330100799655058B'

type Wishes = Parameters<World['anyone']['code']['codes']['issue']>[0]

/** A code of an enterprise, issued to its representative: printed and for a year unless something else is wished. */
export async function issued(world: World, enterprise: string, wishes: Wishes = { kind: 'static' }) {
  return world.operator(enterprise).code.codes.issue(wishes)
}

/** A key that a code can be bound to, and its public half as the contract has it. */
export async function newHolder() {
  const key = await generateHolderKey()
  const { x = '', y = '' } = key.publicJwk
  return { key, holder: { kty: 'EC', crv: 'P-256', x, y } as const }
}

/** Who sees to codes in the county. */
export function codeOfficer(world: World, regions?: readonly string[]) {
  return world.officer('dep-zw', ['code-officer'], regions)
}

type Change = Omit<Parameters<World['anyone']['code']['registrations']['change']>[0], 'uscc'>

/** The register has another entry for an enterprise, and an officer takes it over. */
export async function changed(world: World, enterprise: string, change: Change) {
  const uscc = await world.usccOf(enterprise)
  return codeOfficer(world).code.registrations.change({ uscc, ...change })
}

/** What anyone is told of a code at this moment: its outcome. */
export async function outcomeOf(world: World, { link = '' }: { link?: string | undefined }) {
  return (await world.anyone.code.resolve({ text: link })).outcome
}

/** Verifies without asking for anything but the public lists, as a partner's program or a shop's telephone does. */
export function farVerifier(world: World): Verifier {
  return createVerifier({
    trust: { url: `${BASE_URL}/.well-known/trust-list`, root: publicHalf(world.keys.root) },
    fetch: async (url, init) => world.app.fetch(new Request(url, init)),
    now: () => Math.floor(world.now().getTime() / 1000),
  })
}
