/** Searches in the county's policies, by people who write Chinese. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ITEM, policyOfficer, published } from '../../test/policy-scene.js'
import { openWorld, type World } from '../../test/world.js'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

async function found(text: string): Promise<string[]> {
  const { items } = await world.anyone.policy.list({ text, limit: 50 })
  return items.map(({ id }) => id)
}

describe('a search', () => {
  test.each([
    ['造改', []],
    ['技术改造', ['pol-01']],
    ['尾水', ['pol-13']],
    ['亩均', ['pol-14']],
    ['民宿', ['pol-19']],
    ['保险保费', ['pol-22']],
    ['首次认定 高新技术', ['pol-06']],
    ['绿色贷款，贴息！', ['pol-11']],
    ['综合保税区', []],
  ])('for %s finds %j', async (text, expected) => {
    const ids = await found(text)
    expect(ids.slice(0, Math.max(1, expected.length))).toEqual(expected)
  })

  test('for words in a row finds what has them in a row inside longer ones, and titles first', async () => {
    const ids = await found('贴息')
    expect(ids.slice(0, 2).toSorted()).toEqual(['pol-11', 'pol-24'])
    expect(await found('贴奖息')).toEqual([])
  })

  test('for one character finds it wherever it stands', async () => {
    expect(await found('宿')).toContain('pol-19')
    expect(await found('龘')).toEqual([])
  })

  test('for foreign words finds them beside Chinese, in any case and width, from their beginning', async () => {
    const { id } = await published(world, {
      title: { 'zh-CN': '通过CMMI5级认证奖励', en: 'Reward for maturity certificates' },
    })
    for (const text of ['CMMI', 'cmmi5级', 'ＣＭＭＩ', 'cmm', 'CMMI 认证', 'maturity'])
      expect([text, (await found(text)).includes(id)]).toEqual([text, true])
    expect(await found('mmi')).not.toContain(id)
  })

  test('for traditional characters finds what is written in them, and not what is written in simplified ones', async () => {
    const { id } = await published(world, { title: { 'zh-CN': '臺資企業專項' } })
    expect(await found('臺資企業')).toEqual([id])
    expect(await found('台资企业')).not.toContain(id)
  })

  test('for characters beyond the first plane finds them', async () => {
    const { id } = await published(world, { title: { 'zh-CN': '𬭚元素新材料' } })
    expect(await found('𬭚')).toEqual([id])
  })

  test.each(['，。！', '---', "'", "' & '", '%', '_', ':*', '|', '!', '\\', '<->', "xqz' | 'qzx"])(
    'for %s is a search for words and nothing else',
    async text => {
      expect(await found(text)).toEqual([])
    },
  )

  test('finds what a new version says, and no longer what the last one did', async () => {
    const { id: policyId, version } = await published(world, { title: { 'zh-CN': '氢燃料叉车奖励' } })
    expect(await found('氢燃料')).toEqual([policyId])
    const officer = policyOfficer(world)
    await officer.policy.drafts.update(
      { policyId, ...ITEM, title: { 'zh-CN': '储能电站奖励' } },
      { ifMatch: `"v${version}"` },
    )
    expect(await found('氢燃料')).toEqual([])
    expect(await found('储能电站')).toEqual([policyId])
  })

  test('finds no drafts, but for those who write them', async () => {
    const officer = policyOfficer(world)
    const { id } = await officer.policy.drafts.create({ ...ITEM, title: { 'zh-CN': '量子计算奖励' } })
    expect(await found('量子')).toEqual([])
    const { items } = await officer.policy.list({ text: '量子', publication: 'draft' })
    expect(items.map(item => item.id)).toEqual([id])
    const others = await policyOfficer(world, 'dep-kj').policy.list({ text: '量子', publication: 'draft' })
    expect(others.items).toEqual([])
  })

  test('goes on page by page, each policy once', async () => {
    const all = await found('企业')
    const paged: string[] = []
    for await (const { id } of world.anyone.policy.list({ text: '企业', limit: 3 })) paged.push(id)
    expect(paged).toEqual(all)
    expect(new Set(paged).size).toBe(paged.length)
    expect(all.length).toBeGreaterThan(6)
  })
})
