/** What anyone reads on a card, and what its enterprise says there. */
import { etagOf } from '@qiyema/core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { actionsOn, asked } from '../../test/consent-scene.js'
import { failureOf } from '../../test/failure-of.js'
import { readVcard } from '../../test/vcard-reader.js'
import { BASE_URL, openWorld, type World } from '../../test/world.js'
import { maskedName } from '../registry/masked-name.js'

const UNKNOWN = '91330100799655058B'

let world: World
beforeAll(async () => {
  world = await openWorld()
  // A bank that has asked for a consent has sessions.
  await asked(world, 'ent-02')
})
afterAll(() => world.close())

async function publicCard(enterprise: string) {
  return world.anyone.card.readPublic({ uscc: await world.usccOf(enterprise) })
}

/** A change of the own card as a form makes it: of the version that it has read. */
async function edit(
  enterprise: string,
  changes: Parameters<World['anyone']['card']['update']>[0],
  client = world.operator(enterprise),
) {
  const ifMatch = etagOf(await client.card.read()) ?? ''
  return client.card.update(changes, { ifMatch })
}

describe('a public card', () => {
  test('has what registers publish and what the enterprise says, each with whom to ask about it', async () => {
    const card = await publicCard('ent-02')
    expect(card).toMatchObject({
      uscc: '91330521PDY0000280',
      registrationStatus: 'active',
      industryCode: 'C3983',
      regionCode: '330521',
      phone: '0572-00000201',
      products: ['MEMS压力传感器', '车规级惯性模组'],
      honours: ['high-tech', 'specialised-province', 'digital-workshop-province'],
      pictures: [],
    })
    const asOf = '2025-12-31T16:00:00.000Z'
    expect(card.provenance).toMatchObject({
      name: { source: 'warehouse', owner: 'dep-scjg', asOf },
      industryCode: { source: 'warehouse', owner: 'dep-scjg', asOf },
      honours: { source: 'warehouse', owner: 'dep-jx', asOf },
      phone: { source: 'declared', asOf },
    })
    const shown = Object.entries(card).filter(
      ([name, value]) =>
        !['provenance', 'updatedAt'].includes(name) && !(Array.isArray(value) && value.length === 0),
    )
    expect(Object.keys(card.provenance).toSorted()).toEqual(shown.map(([name]) => name).toSorted())
  })

  test('masks the responsible person’s name for everybody but the enterprise’s own people', async () => {
    const whole = '法定代表人（示例）'
    expect((await publicCard('ent-02')).representative).toBe('法**')
    expect((await world.widget({ enterprise: 'ent-02' }).card.read()).representative).toBe('法**')
    expect((await world.operator('ent-02').card.read()).representative).toBe(whole)
    const seen = JSON.stringify(await publicCard('ent-02'))
    expect(seen).not.toContain(whole)
    expect(seen).not.toContain('10000000002')
  })

  test('is there for enterprises that have claimed their code, and for nobody else', async () => {
    expect(await failureOf(publicCard('ent-03'))).toBe('not_found')
    expect(await failureOf(world.anyone.card.readPublic({ uscc: UNKNOWN }))).toBe('not_found')
    expect(await failureOf(world.operator('ent-03').card.read())).toBe('not_found')
  })

  test('is not sent again to whoever has it, and is once anything on it has changed', async () => {
    const path = `${BASE_URL}/v1/cards/${await world.usccOf('ent-09')}`
    const first = await world.app.request(path)
    const tag = first.headers.get('etag') ?? ''
    expect(first.headers.get('cache-control')).toBe('public, no-cache')
    const again = () => world.app.request(path, { headers: { 'if-none-match': tag } })
    expect([(await again()).status, await (await again()).text()]).toEqual([304, ''])
    await edit('ent-09', { strengths: ['出口资质'] })
    expect((await again()).status).toBe(200)
  })

  test('goes into an address book as a vCard, with nothing on it that the card does not show', async () => {
    const uscc = await world.usccOf('ent-02')
    const answer = await world.app.request(`${BASE_URL}/v1/cards/${uscc}/vcard`)
    expect(answer.headers.get('content-type')).toBe('text/vcard; charset=utf-8')
    expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="${uscc}.vcf"`)
    const properties = readVcard(new Uint8Array(await answer.arrayBuffer()))
    expect(properties).toContainEqual({
      name: 'TEL',
      parameters: { TYPE: 'work,voice' },
      values: ['0572-00000201'],
    })
    expect(JSON.stringify(properties)).not.toContain('法定代表人')
    expect(await failureOf(world.anyone.card.vcard({ uscc: UNKNOWN }))).toBe('not_found')
  })
})

describe('one’s own card', () => {
  test('is edited member by member: what is left out stays, null takes away', async () => {
    const before = await world.operator('ent-04').card.read()
    const after = await edit('ent-04', { contactRole: '办公室', phone: null, products: ['轴承', '齿轮'] })
    const { phone: _, ...others } = before
    expect(after).toEqual({
      ...others,
      contactRole: '办公室',
      products: ['轴承', '齿轮'],
      provenance: expect.not.objectContaining({ phone: expect.anything() }),
      updatedAt: '2026-03-02T01:00:00.000Z',
    })
    expect(after.provenance.products).toEqual({ source: 'declared', asOf: '2026-03-02T01:00:00.000Z' })
    const { representative: _masked, ...own } = after
    expect(await publicCard('ent-04')).toMatchObject({ ...own })
    expect(await actionsOn(world, 'ent-04')).toEqual(['card.update'])
  })

  test('begins where an enterprise has said nothing yet', async () => {
    await world.store.transact({ kind: 'platform' }, db =>
      db.deleteFrom('profiles').where('enterprise_id', '=', 'ent-12').execute(),
    )
    expect((await publicCard('ent-12')).products).toEqual([])
    expect((await edit('ent-12', { email: 'office@ent-12.example' })).email).toBe('office@ent-12.example')
  })

  test('is edited of the version that stands, and of no other', async () => {
    const client = world.operator('ent-05')
    const ifMatch = etagOf(await client.card.read()) ?? ''
    await client.card.update({ strengths: ['甲'] }, { ifMatch })
    expect(await failureOf(client.card.update({ strengths: ['乙'] }, { ifMatch }))).toBe(
      'precondition_failed',
    )
    expect(await failureOf(client.card.update({ strengths: ['乙'] }, { ifMatch: '"other"' }))).toBe(
      'precondition_failed',
    )
    expect(await failureOf(client.card.update({ strengths: ['乙'] }))).toBe('precondition_required')
    expect((await client.card.read()).strengths).toEqual(['甲'])
    expect(await actionsOn(world, 'ent-05')).toEqual(['card.update'])
  })

  test('answers the same edit again, when its answer was lost, and counts it once', async () => {
    const client = world.operator('ent-06')
    const ifMatch = etagOf(await client.card.read()) ?? ''
    const first = await client.card.update({ contactRole: '客服' }, { ifMatch })
    const second = await client.card.update({ contactRole: '客服' }, { ifMatch })
    expect(second).toEqual(first)
    expect(await actionsOn(world, 'ent-06')).toEqual(['card.update'])
  })

  test('takes one of several edits of the same version that come at once', async () => {
    const client = world.operator('ent-07')
    const ifMatch = etagOf(await client.card.read()) ?? ''
    const outcomes = await Promise.all(
      ['甲', '乙', '丙', '丁'].map(role => failureOf(client.card.update({ contactRole: role }, { ifMatch }))),
    )
    expect(outcomes.toSorted()).toEqual(['none', ...Array(3).fill('precondition_failed')])
  })

  test('is for the representative, administrators, and handlers trusted with cards; widgets only with its component', async () => {
    expect(await failureOf(world.operator('ent-02', 'per-adm02').card.read())).toBe('none')
    expect(await failureOf(world.operator('ent-02', 'per-hdl02').card.read())).toBe('forbidden')
    const ifMatch = '*'
    const handler = world.operator('ent-02', 'per-hdl02')
    expect(await failureOf(handler.card.update({ phone: '0572-00000299' }, { ifMatch }))).toBe('forbidden')
    expect(await failureOf(world.widget({ components: ['qym-policy'] }).card.read())).toBe(
      'component_not_granted',
    )
    expect(await failureOf(world.bank(1).consent.list())).toBe('none')
    expect(await failureOf(world.anyone.card.read())).toBe('unauthenticated')
  })

  test.each([
    [{ phone: '电话' }, 'invalid_fields /phone wrong_format'],
    [{ phone: '' }, 'invalid_fields /phone wrong_format'],
    [{ email: 'nobody' }, 'invalid_fields /email wrong_format'],
    [{ website: 'javascript:alert(1)' }, 'invalid_fields /website https_url'],
    [{ website: 'https://a.example/\r\nTEL:1' }, 'invalid_fields /website https_url'],
    [{ products: Array(21).fill('甲') }, 'invalid_fields /products too_many'],
    [{ strengths: ['\u202e甲'] }, 'invalid_fields /strengths/0 unprintable'],
    [{ contactRole: 'a\u0000b' }, 'malformed_request /contactRole nul_character'],
    [{ contactRole: ' ' }, 'invalid_fields /contactRole too_short'],
    [{ name: '改名' }, 'invalid_fields /name unknown_member'],
    [{ honours: ['national-champion'] }, 'invalid_fields /honours unknown_member'],
  ])('refuses %j', async (changes, failure) => {
    const before = await publicCard('ent-10')
    expect(await failureOf(edit('ent-10', changes as never))).toBe(failure)
    expect(await publicCard('ent-10')).toEqual(before)
  })
})

test('names of people keep the family name', () => {
  const names = ['张三', '张三丰', '欧阳娜娜', '𠮷田', '王', '']
  expect(names.map(maskedName)).toEqual(['张*', '张**', '欧**', '𠮷*', '*', '*'])
})
