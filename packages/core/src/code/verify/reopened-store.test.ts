/** A store that is looked into while others write to it, or that comes back after a failure. */
import { expect, test } from 'vitest'
import { openPublishingWorkshop } from '../../../test/list-server.js'
import type { VerifierStore } from '../../stores/store.js'

/** A store that can be made to fail, or to keep those waiting who read it. */
function openStore(kept?: string) {
  const state = { kept, isGone: false, wait: async () => {} }
  const store: VerifierStore = {
    async get() {
      const found = state.kept
      await state.wait()
      if (state.isGone) throw new Error('the disk is gone')
      return found
    },
    async set(_, value) {
      state.kept = value
    },
  }
  return { store, state }
}

test('a verification that is still reading the store does not undo a refresh that ends meanwhile', async () => {
  const workshop = await openPublishingWorkshop()
  const { store, state } = openStore()
  await workshop.verifier({ store }).refresh()
  await workshop.publishTrust({ seq: 2 })

  let letGo = () => {}
  const ended = new Promise<void>(resolve => (letGo = resolve))
  let reads = 0
  state.wait = async () => {
    if (++reads > 1) await ended
  }
  const verifier = workshop.verifier({
    store,
    async fetch(address, init) {
      const response = await fetch(address, init)
      // The last answer of the refresh, and a moment later the first of the store to the verification.
      if (response.status === 404) letGo()
      for (let turn = 0; turn < 5; turn++) await Promise.resolve()
      return response
    },
  })
  const refreshing = verifier.refresh()
  const verifying = verifier.verify((await workshop.print()).link)
  expect(await refreshing).toMatchObject({ ok: true })
  await verifying
  expect(await verifier.state()).toMatchObject({ trust: { seq: 2 } })
})

test('a store that can be read again is warned of no longer after a refresh', async () => {
  const workshop = await openPublishingWorkshop()
  const { store, state } = openStore()
  await workshop.verifier({ store }).refresh()
  const { link } = await workshop.print()
  const verifier = workshop.verifier({ store })
  state.isGone = true
  expect(await verifier.verify(link)).toMatchObject({ warnings: ['store_unreadable'] })
  state.isGone = false
  expect(await verifier.refresh()).toMatchObject({ ok: true })
  expect(await verifier.verify(link)).toMatchObject({ outcome: 'valid', warnings: [] })
})

test('a store with rubbish in it is mended by a refresh, also when the lists given were the newest', async () => {
  const workshop = await openPublishingWorkshop()
  const { store, state } = openStore('{')
  const statusLists = { [workshop.statusUri()]: await workshop.signStatus() }
  const { link } = await workshop.print()
  const verifier = workshop.verifier({ trust: workshop.trust(), statusLists, store })
  expect(await verifier.verify(link)).toMatchObject({ warnings: ['store_unreadable'] })
  expect(await verifier.refresh()).toMatchObject({ ok: true })
  expect(await verifier.verify(link)).toMatchObject({ outcome: 'valid', warnings: [] })
  expect(JSON.parse(state.kept ?? '')).toHaveProperty('statusTokens')
})
