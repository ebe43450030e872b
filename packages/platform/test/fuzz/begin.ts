/** What is under way when a fuzz begins, so that what comes late in a loan or an exchange is met too. */
import { accepted, contacted, offered, posted } from '../finance-scene.js'
import { drafted } from '../policy-scene.js'
import { WHO } from '../raw-callers.js'
import type { World } from '../world.js'

/** Loans of the callers’ enterprise at their bank in four states, and a card that somebody offers it. */
export async function beginThings(world: World): Promise<void> {
  const bank = Number(WHO.partnerId.slice(-1))
  await posted(world, WHO.enterpriseId)
  for (const goOn of [contacted, offered, accepted])
    await goOn(world, (await posted(world, WHO.enterpriseId)).id, bank)
  const uscc = await world.usccOf(WHO.enterpriseId)
  for (const other of ['ent-01', 'ent-04', 'ent-05'])
    await world.operator(other).card.exchanges.offer({ uscc })
  await drafted(world, { departmentId: WHO.departmentId })
}
