import { nothing, type TemplateResult } from 'lit'
import { expect, it, vi } from 'vitest'
import { eventually } from '../../test/eventually.js'
import { formatsFor } from './formats.js'
import { Part } from './part.js'
import { sharedTexts } from './shared.texts.js'
import { textsFor } from './texts.js'

const SURROUNDINGS = { shared: textsFor(sharedTexts, 'zh-CN'), formats: formatsFor('zh-CN') }

function host() {
  return { requestUpdate: vi.fn() }
}

/** What stands in the place of the part, as text. */
function shown(part: Part<string>): string {
  const drawn = part.view(SURROUNDINGS, () => nothing)
  return drawn === nothing ? '' : textOf(drawn as TemplateResult)
}

function textOf({ strings, values }: TemplateResult): string {
  return [...strings, ...values.filter(value => typeof value === 'string')].join(' ')
}

it('loads a part once, however many wait for it', async () => {
  const load = vi.fn(async () => 'steps')
  const part = new Part(host(), load)
  expect(part.content).toBeUndefined()
  expect(await Promise.all([part.load(), part.load()])).toEqual(['steps', 'steps'])
  expect(part.content).toBe('steps')
  expect(load).toHaveBeenCalledOnce()
})

it('says nothing of a part that nobody waits for, and shows that it is loaded where somebody does', async () => {
  const part = new Part(host(), async () => 'steps')
  expect(shown(part)).toBe('')
  const using = part.load()
  expect(shown(part)).toContain('skeleton')
  await using
  expect(shown(part)).toBe('')
})

it('offers to try again where a part did not come, and then has it', async () => {
  const load = vi.fn(async () => 'steps').mockRejectedValueOnce(new TypeError('Failed to fetch'))
  const part = new Part(host(), load)
  expect(await part.load()).toBeUndefined()
  expect(part.state).toMatchObject({ kind: 'problem', problem: { kind: 'offline', canRetry: true } })
  expect(shown(part)).toContain('网络连接不上')
  expect(await part.load()).toBe('steps')
  expect(shown(part)).toBe('')
})

it('prepares a part in silence, and once more where that failed', async () => {
  const load = vi.fn(async () => 'steps').mockRejectedValueOnce(new TypeError('Failed to fetch'))
  const part = new Part(host(), load)
  part.prepare()
  await eventually(() => expect(load).toHaveBeenCalledOnce())
  await eventually(() => expect(part.isBegun).toBe(false))
  expect(shown(part)).toBe('')
  part.prepare()
  await eventually(() => expect(part.content).toBe('steps'))
})
