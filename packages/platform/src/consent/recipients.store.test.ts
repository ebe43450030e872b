/** Widgets, receipts, and the consents of loan needs: who is told what of whom. */
import { compactVerify, importJWK } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asked, eventsOf, given, UNTIL } from '../../test/consent-scene.js'
import { failureOf } from '../../test/failure-of.js'
import { openWorld, type World } from '../../test/world.js'
import { extendToBank, openNeedConsent } from '../access/consents.js'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

describe('a widget', () => {
  test('sees and answers requests of its own partner for its own purpose, and no others', async () => {
    const mine = await asked(world, 'ent-06', {}, 2)
    const otherPurpose = await asked(world, 'ent-06', { purpose: 'supply-chain' }, 2)
    const otherBank = await asked(world, 'ent-06', {}, 3)
    const widget = world.widget({ enterprise: 'ent-06', bank: 2 })
    expect((await widget.consent.list()).items.map(({ id }) => id)).toEqual([mine.id])
    for (const { id: consentId } of [otherPurpose, otherBank]) {
      expect(await failureOf(widget.consent.read({ consentId }))).toBe('not_found')
      expect(
        await failureOf(widget.consent.approve({ consentId, scopes: ['tax.summary'], until: UNTIL })),
      ).toBe('not_found')
      expect(await failureOf(widget.consent.withdraw({ consentId }))).toBe('not_found')
    }
    const approved = await widget.consent.approve({
      consentId: mine.id,
      scopes: ['tax.summary'],
      until: UNTIL,
    })
    expect(approved.state).toBe('active')
  })

  test('leaves behind whose site it was, for the enterprise; and for the bank its own name of who sat there', async () => {
    const { id: consentId } = await asked(world, 'ent-05', {}, 2)
    const widget = world.widget({ enterprise: 'ent-05', bank: 2 })
    const approved = await widget.consent.approve({ consentId, scopes: ['tax.summary'], until: UNTIL })
    const givenThrough = approved.recipient
    expect(givenThrough.id).toBe('par-bank02')
    for (const shown of [approved, await world.operator('ent-05').consent.read({ consentId })]) {
      expect(shown).toMatchObject({ givenThrough })
      expect(shown).not.toHaveProperty('givenBy')
    }
    const shownToBank = await world.bank(2).consent.read({ consentId })
    expect(shownToBank).toMatchObject({ givenBy: 'desk 7' })
    expect(shownToBank).not.toHaveProperty('givenThrough')
  })

  test('without the component for it answers nothing', async () => {
    const { id: consentId } = await asked(world, 'ent-07', {}, 2)
    const form = world.widget({ enterprise: 'ent-07', bank: 2, components: ['qym-loan-form'] })
    expect((await form.consent.read({ consentId })).state).toBe('requested')
    expect(await failureOf(form.consent.approve({ consentId, scopes: ['tax.summary'], until: UNTIL }))).toBe(
      'component_not_granted',
    )
  })
})

describe('who gave a consent', () => {
  test('is named in full to the enterprise, and by the family name to the bank and at its site', async () => {
    const { id: consentId } = await given(world, 'ent-10', { scopes: ['tax.summary'] }, 2)
    const widget = world.widget({ enterprise: 'ent-10', bank: 2 })
    expect((await world.operator('ent-10').consent.read({ consentId })).givenBy).toMatch(/^法[^*]+$/)
    for (const viewer of [world.bank(2), widget])
      expect((await viewer.consent.read({ consentId })).givenBy).toBe('法**')
  })
})

describe('a receipt', () => {
  test('is signed by the platform, the same for both sides, and says who may read what, for what, until when', async () => {
    const { id: consentId } = await given(world, 'ent-10', { scopes: ['tax.summary'] }, 3)
    const receipt = await world.operator('ent-10').consent.receipt({ consentId })
    expect(await world.bank(3).consent.receipt({ consentId })).toBe(receipt)
    const { d: _, ...publicJwk } = world.keys.receipts
    const { payload, protectedHeader } = await compactVerify(receipt, await importJWK(publicJwk, 'ES256'))
    expect(protectedHeader).toEqual({ alg: 'ES256', typ: 'qym-receipt+jwt', kid: publicJwk.kid })
    const statement: unknown = JSON.parse(new TextDecoder().decode(payload))
    expect(statement).toMatchObject({
      iss: 'https://qym.example',
      jti: consentId,
      iat: Date.parse('2026-03-02T01:00:00Z') / 1000,
      record: {
        pii_principal: { uscc: await world.usccOf('ent-10') },
        pii_controllers: [{ id: 'par-bank03' }],
      },
      purposes: [
        {
          purpose: 'loan-application',
          pii_information: ['tax.summary'],
          validity: { from: '2026-03-02T01:00:00.000Z', until: '2026-06-30T16:00:00.000Z' },
          withdrawal_method: `https://qym.example/v1/consents/${consentId}/withdraw`,
        },
      ],
      // Of a name, a partner gets the family's.
      event: { state: 'given', given_by: '法**' },
    })
  })

  test('stays after the consent has ended: it says what was given', async () => {
    const { id: consentId } = await given(world, 'ent-10', { scopes: ['tax.summary'] }, 2)
    const receipt = await world.bank(2).consent.receipt({ consentId })
    await world.operator('ent-10').consent.withdraw({ consentId })
    expect(await world.bank(2).consent.receipt({ consentId })).toBe(receipt)
  })
})

describe('the consent of a loan need', () => {
  /** As when a need is posted at bank 1's page, and banks 1 and 2 take it up. */
  async function ofNeed(enterpriseId: string) {
    return world.store.transact({ kind: 'enterprise', enterpriseId }, async db => {
      const now = world.now()
      const givenBy = `widget par-bank01 ${enterpriseId} desk 7`
      const need = await openNeedConsent(
        db,
        { enterpriseId, scopes: ['tax.summary'], until: UNTIL, givenBy },
        now,
      )
      const first = await extendToBank(db, need.id, 'par-bank01', now)
      const second = await extendToBank(db, need.id, 'par-bank02', now)
      return { need, first, second }
    })
  }

  test('names the banks to come in words, and has a receipt, too', async () => {
    const { need } = await ofNeed('ent-12')
    const operator = world.operator('ent-12')
    const { recipient, state } = await operator.consent.read({ consentId: need.id })
    expect([state, recipient]).toEqual([
      'active',
      { name: { 'zh-CN': '响应本次融资需求的银行', en: 'The banks that take this loan need up' } },
    ])
    expect(await operator.consent.receipt({ consentId: need.id })).toMatch(/^ey[\w-]+\.[\w-]+\.[\w-]+$/)
  })

  test('shows the enterprise what every bank has read, and each bank nothing of the others', async () => {
    const { need, first, second } = await ofNeed('ent-02')
    await world.bank(1).consent.facts({ consentId: first.id })
    await world.bank(2).consent.facts({ consentId: second.id })
    const reads = await world.operator('ent-02').consent.reads({ consentId: need.id })
    expect(reads.items.map(({ recipient }) => recipient.id).toSorted()).toEqual(['par-bank01', 'par-bank02'])
    const { items } = await world.widget({ enterprise: 'ent-02' }).consent.reads({ consentId: need.id })
    expect(items.map(({ recipient }) => recipient.id)).toEqual(['par-bank01'])

    const bank = world.bank(2)
    const { items: seen } = await bank.consent.list({ limit: 100 })
    expect(new Set(seen.map(({ recipient }) => recipient.id))).toEqual(new Set(['par-bank02']))
    expect(await failureOf(bank.consent.facts({ consentId: first.id }))).toBe('not_found')
    expect(await failureOf(bank.consent.read({ consentId: need.id }))).toBe('not_found')
    // It would learn at whose site the enterprise was.
    const seenSecond = await bank.consent.read({ consentId: second.id })
    expect(seenSecond).not.toHaveProperty('givenBy')
    expect(seenSecond).not.toHaveProperty('givenThrough')
    expect((await world.bank(1).consent.read({ consentId: first.id })).givenBy).toBe('desk 7')
  })

  test('is withdrawn for all banks at once, by the enterprise at the platform and at no bank’s site', async () => {
    const { need, first, second } = await ofNeed('ent-09')
    const widget = world.widget({ enterprise: 'ent-09' })
    expect(await failureOf(widget.consent.withdraw({ consentId: need.id }))).toBe('forbidden')
    await world.operator('ent-09').consent.withdraw({ consentId: need.id })
    for (const [number, { id: consentId }] of [
      [1, first],
      [2, second],
    ] as const) {
      expect(await failureOf(world.bank(number).consent.facts({ consentId }))).toBe('consent_ended')
      expect(await eventsOf(world, consentId)).toEqual(['consent.withdrawn'])
    }
  })

  test('may be taken from one bank, and the others keep theirs', async () => {
    const { need, first, second } = await ofNeed('ent-11')
    await world.operator('ent-11').consent.withdraw({ consentId: first.id })
    expect(await failureOf(world.bank(1).consent.facts({ consentId: first.id }))).toBe('consent_ended')
    expect((await world.bank(2).consent.facts({ consentId: second.id })).facts.length).toBeGreaterThan(0)
    expect((await world.operator('ent-11').consent.read({ consentId: need.id })).state).toBe('active')
  })
})
