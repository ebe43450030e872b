import axe from 'axe-core'
import { html } from 'lit'
import { expect, it, vi } from 'vitest'
import { eventually } from '../../test/eventually.js'
import { isKept } from '../../test/kept.js'
import { bankPage } from '../../test/page.js'
import type { Card } from './card.js'
import './qym-business-card.js'

const page = bankPage()
// Each has a platform to begin with.
vi.setConfig({ testTimeout: 40_000 })

const shown = () => document.querySelector('qym-business-card')
const root = () => shown()?.shadowRoot
const text = () => root()?.textContent ?? ''
const comesTo = (state: string) => eventually(() => expect(shown()?.getAttribute('state')).toBe(state))
const press = (within: ParentNode | null | undefined, name: string) =>
  [...(within?.querySelectorAll('button') ?? [])].find(button => button.textContent?.trim() === name)?.click()

/** A part below the card, once it has been loaded and shows what it is waited for. */
async function part(name: string, sentence: string): Promise<ShadowRoot> {
  return eventually(() => {
    const found = root()?.querySelector(name)?.shadowRoot
    expect(found?.textContent).toContain(sentence)
    if (!found) throw new Error('not there')
    return found
  })
}

/** What says where each line comes from, once it is there. */
function unfold(sentence: string): Promise<ShadowRoot> {
  root()?.querySelector('details')?.setAttribute('open', '')
  return part('qym-card-sources', sentence)
}

function type(within: ParentNode, id: string, value: string): void {
  const control = within.querySelector<HTMLInputElement | HTMLTextAreaElement>(`#${id}`)
  if (!control) throw new Error(`There is no #${id}.`)
  control.value = value
  control.dispatchEvent(new InputEvent('input'))
}

async function submit(within: ParentNode): Promise<void> {
  within.querySelector('form')?.requestSubmit()
}

it('shows the own card with whose word the registered details are, and of when', async () => {
  await page.show(html`<qym-business-card></qym-business-card>`)
  await comesTo('ready')
  expect(text()).toContain('德清芯澜传感技术有限公司')
  expect(text()).toMatch(/登记信息来自政府登记数据，截至 20\d\d年/)
  expect(text()).toContain('高新技术企业')
  const sources = await unfold('企业自行填写')
  expect(sources.textContent).toMatch(/市场监督管理部门（政府登记数据），截至 20\d\d年/)
  expect(text() + sources.textContent).not.toMatch(/dep-|high-tech|entity\./)
  expect(root()?.querySelector('a[href="tel:0572-00000201"]')).not.toBeNull()
})

it('shows anybody’s public card without a session, with the name masked and nothing to edit', async () => {
  const uscc = await page.usccOf('ent-01')
  await page.show(html`<qym-business-card uscc=${uscc} locale="en"></qym-business-card>`, {
    isSignedIn: false,
  })
  await comesTo('ready')
  expect((await unfold('Government register')).textContent).not.toContain('This is wrong')
  expect(text()).toMatch(/Person responsible\s*.\*+/)
  expect(text()).not.toContain('Edit card')
})

it('says plainly that an enterprise is closed', async () => {
  const uscc = await page.usccOf('ent-02')
  await page.show(
    html`<qym-business-card .card=${{ ...(await ownCard(uscc)), registrationStatus: 'deregistered' }}></qym-business-card>`,
  )
  await comesTo('ready')
  expect(text()).toContain('已注销')
  expect(text()).toContain('主体资格已终止')
})

it('takes what stands on a given card for text, and follows no address that is none of the web', async () => {
  const card: Card = {
    ...(await ownCard(await page.usccOf('ent-02'))),
    name: { 'zh-CN': '<img src=x onerror="document.title=1">' },
    website: 'javascript:alert(1)',
    phone: '请打总机',
    registrationStatus: 'on-the-moon',
    honours: ['unheard-of'],
    pictures: [{ id: 'pic_1', url: `${page.baseUrl}/nothing.png`, type: 'image/png', width: 4, height: 3 }],
  }
  await page.show(html`<qym-business-card .card=${card}></qym-business-card>`)
  await comesTo('ready')
  expect(text()).toContain('<img src=x')
  expect(root()?.querySelector('a[href^="javascript"]')).toBeNull()
  expect(text()).toContain('登记状态待核实')
  expect(text()).toContain('其他资质')
  // The picture is not there, and the card is whole without it.
  await eventually(() => expect(root()?.querySelector('.pictures')).toBeNull())
})

it('says what is wrong with a number that is no credit code', async () => {
  await page.show(html`<qym-business-card uscc="12345"></qym-business-card>`)
  await comesTo('problem')
  expect(text()).toContain('uscc-invalid')
})

it('says that there is no such card, that the platform has trouble, and that one is signed out', async () => {
  await page.fault({ fault: 'fail', operation: 'card.read', status: 503 })
  await page.show(html`<qym-business-card></qym-business-card>`)
  await comesTo('problem')
  expect(text()).toContain('平台暂时无法服务')
  await page.clearFaults()
  press(root(), '重试')
  await comesTo('ready')
  await page.show(html`<qym-business-card uscc="91330100799655058B"></qym-business-card>`)
  await comesTo('problem')
  expect(text()).toContain('没有找到')
  await page.show(html`<qym-business-card></qym-business-card>`, {
    fetchToken: async () => {
      throw new Error('401')
    },
  })
  await comesTo('signed-out')
})

it('lets the enterprise edit what it may say, and tells what is wrong beside its field', async () => {
  await page.show(html`<qym-business-card></qym-business-card>`)
  await comesTo('ready')
  const edited = vi.fn()
  shown()?.addEventListener('qym-card-edit', edited)
  press(root(), '编辑名片')
  const editor = await part('qym-card-editor', '主要产品')
  type(editor, 'phone', '请打总机')
  await submit(editor)
  await eventually(() => expect(editor.querySelector('#phone-error')?.textContent).toContain('电话号码'))
  expect(editor.activeElement?.className).toBe('error-summary')
  type(editor, 'phone', '0572-7654321')
  type(editor, 'products', '压力传感器\n温度传感器')
  await submit(editor)
  await eventually(() => expect(edited).toHaveBeenCalledOnce())
  await eventually(() => expect(root()?.querySelector('a[href="tel:0572-7654321"]')).not.toBeNull())
  expect(text()).toContain('温度传感器')
})

it('keeps what was typed when somebody else was faster, and saves it after that', async () => {
  await page.show(html`<qym-business-card></qym-business-card>`)
  await comesTo('ready')
  press(root(), '编辑名片')
  const editor = await part('qym-card-editor', '主要产品')
  const other = await fetchOwn()
  type(editor, 'email', 'sales@ent-02.example')
  await other({ contactRole: '销售部' })
  await submit(editor)
  await eventually(() => expect(editor.textContent).toContain('刚刚被其他人修改过'))
  expect(editor.querySelector<HTMLInputElement>('#email')?.value).toBe('sales@ent-02.example')
  await submit(editor)
  await eventually(() => expect(editor.textContent).toContain('名片已更新'))
  expect(text()).toContain('销售部')
  expect(text()).toContain('sales@ent-02.example')
})

/** Away and back: another card in the same session. */
async function redraw(): Promise<void> {
  shown()?.replaceWith(document.createElement('qym-business-card'))
  await comesTo('ready')
}
const typedIn = (within: ParentNode, id: string) =>
  within.querySelector<HTMLInputElement | HTMLTextAreaElement>(`#${id}`)?.value

it('has edits that were not saved there again, says whose later word they would put out, and keeps nothing once saved', async () => {
  await page.show(html`<qym-business-card></qym-business-card>`)
  const open = async () => {
    await redraw()
    press(root(), '编辑名片')
    return part('qym-card-editor', '主要产品')
  }
  let editor = await open()
  type(editor, 'contactRole', '外贸部')
  type(editor, 'products', '压力传感器')
  await isKept()
  editor = await open()
  await eventually(() => expect(typedIn(editor, 'contactRole')).toBe('外贸部'))
  expect(typedIn(editor, 'products')).toBe('压力传感器')
  expect(editor.textContent).toContain('已恢复您上次填写的内容')
  expect(editor.textContent).not.toContain('已被其他人修改过')
  await (await fetchOwn())({ contactRole: '销售部' })
  editor = await open()
  await eventually(() => expect(editor.textContent).toMatch(/您填写之后，\S*联系人岗位\S*已被其他人修改过/))
  await submit(editor)
  await eventually(() => expect(editor.textContent).toContain('名片已更新'))
  editor = await open()
  expect(typedIn(editor, 'contactRole')).toBe('外贸部')
  expect(editor.textContent).not.toContain('已恢复')
})

it('has an offer that was begun there again, until it is thrown away', async () => {
  await page.show(html`<qym-business-card></qym-business-card>`)
  const open = async () => {
    await redraw()
    press(root(), '名片夹')
    return part('qym-card-exchanges', '向其他企业递名片')
  }
  const uscc = await page.usccOf('ent-04')
  let exchanges = await open()
  type(exchanges, 'uscc', uscc)
  type(exchanges, 'message', '展会上见过')
  await isKept()
  exchanges = await open()
  await eventually(() => expect(typedIn(exchanges, 'uscc')).toBe(uscc))
  expect(typedIn(exchanges, 'message')).toBe('展会上见过')
  press(exchanges, '清除，重新填写')
  await eventually(() => expect(typedIn(exchanges, 'uscc')).toBe(''))
  exchanges = await open()
  expect(typedIn(exchanges, 'message')).toBe('')
})

it('has a dispute that was begun there again', async () => {
  await page.show(html`<qym-business-card></qym-business-card>`)
  const open = async () => {
    await redraw()
    const sources = await unfold('信息有误')
    sources.querySelector<HTMLElement>('[aria-label="信息有误：所属行业"]')?.click()
    return part('qym-card-corrections', '由市场监督管理部门维护')
  }
  let corrections = await open()
  type(corrections, 'claimed', 'C3912')
  type(corrections, 'reason', '已变更主营业务')
  await isKept()
  corrections = await open()
  await eventually(() => expect(typedIn(corrections, 'reason')).toBe('已变更主营业务'))
  expect(typedIn(corrections, 'claimed')).toBe('C3912')
})

async function editor(sentence: string): Promise<ShadowRoot> {
  press(root(), '编辑名片')
  return part('qym-card-editor', sentence)
}

it('keeps the caption of a picture that is still to be chosen over a save, and nothing for another enterprise', async () => {
  await page.show(html`<qym-business-card></qym-business-card>`)
  await comesTo('ready')
  const first = await editor('主要产品')
  type(first, 'products', '压力传感器\n温度传感器')
  type(first, 'caption', '一号车间')
  await isKept()
  await redraw()
  const second = await editor('已恢复您上次填写的内容')
  expect(typedIn(second, 'products')).toBe('压力传感器\n温度传感器')
  expect(typedIn(second, 'caption')).toBe('一号车间')
  expect(second.textContent).not.toContain('已被其他人修改过')
  await submit(second)
  await eventually(() => expect(second.textContent).toContain('名片已更新'))
  await redraw()
  // The caption goes with a picture, and none was chosen.
  const third = await editor('已恢复您上次填写的内容')
  expect(typedIn(third, 'caption')).toBe('一号车间')
  third.querySelector<HTMLElement>('[data-action=discard]')?.click()
  await eventually(() => expect(typedIn(third, 'caption')).toBe(''))
  expect(third.activeElement?.id).toBe('contactRole')
  type(third, 'phone', '0572-7654321')
  await page.show(html``)
  await page.show(html`<qym-business-card></qym-business-card>`, { enterprise: 'ent-01' })
  await comesTo('ready')
  const others = await editor('主要产品')
  expect(typedIn(others, 'phone')).not.toBe('0572-7654321')
  expect(others.textContent).not.toContain('已恢复')
})

it('keeps nothing of an offer that was sent, and says what it came to in the language of now', async () => {
  await page.show(html`<qym-business-card></qym-business-card>`)
  await comesTo('ready')
  const open = async (sentence: string) => {
    press(root(), '名片夹')
    return part('qym-card-exchanges', sentence)
  }
  const first = await open('向其他企业递名片')
  type(first, 'uscc', await page.usccOf('ent-04'))
  type(first, 'message', '展会上见过')
  await isKept()
  await redraw()
  const second = await open('已恢复您上次填写的内容')
  expect(typedIn(second, 'message')).toBe('展会上见过')
  await submit(second)
  await eventually(() => expect(second.textContent).toContain('名片已递出'))
  shown()?.setAttribute('locale', 'en')
  await eventually(() => expect(second.textContent).toContain('Your card is offered'))
  shown()?.removeAttribute('locale')
  await redraw()
  const third = await open('等待对方处理')
  expect(typedIn(third, 'uscc')).toBe('')
  expect(third.textContent).not.toContain('已恢复')
})

it('keeps the dispute of each fact apart, and nothing of one that was sent', async () => {
  await page.show(html`<qym-business-card></qym-business-card>`)
  await comesTo('ready')
  const dispute = async (line: string, sentence: string) => {
    const sources = await unfold('信息有误')
    sources.querySelector<HTMLElement>(`[aria-label="信息有误：${line}"]`)?.click()
    return part('qym-card-corrections', sentence)
  }
  const first = await dispute('所属行业', '更正“所属行业”')
  type(first, 'claimed', 'C3912')
  type(first, 'reason', '已变更主营业务')
  await isKept()
  await redraw()
  const second = await dispute('登记状态', '更正“登记状态”')
  expect(typedIn(second, 'reason')).toBe('')
  await dispute('所属行业', '已恢复您上次填写的内容')
  expect(typedIn(second, 'claimed')).toBe('C3912')
  expect(typedIn(second, 'reason')).toBe('已变更主营业务')
  await submit(second)
  await eventually(() => expect(second.textContent).toContain('已提交，主管部门将核实并答复'))
  await redraw()
  const third = await dispute('所属行业', '更正“所属行业”')
  expect(typedIn(third, 'reason')).toBe('')
})

it('adds a picture and removes it again, and says why another is refused', async () => {
  await page.show(html`<qym-business-card></qym-business-card>`)
  await comesTo('ready')
  press(root(), '编辑名片')
  const editor = await part('qym-card-editor', '企业图片')
  choose(editor, new File(['not a picture'], '车间.png', { type: 'image/png' }))
  await eventually(() => expect(editor.querySelector('#picture-fault')?.textContent).toMatch(/不符|无法处理/))
  type(editor, 'caption', '一号车间')
  choose(editor, await smallPicture())
  await eventually(() => expect(editor.querySelector('.kept')?.textContent).toContain('一号车间'))
  await eventually(() => expect(root()?.querySelector('img[alt="一号车间"]')).not.toBeNull())
  press(editor, '删除')
  await eventually(() => expect(editor.textContent).toContain('确定删除'))
  press(editor, '确定删除')
  await eventually(() => expect(root()?.querySelector('img[alt="一号车间"]')).toBeNull())
})

it('offers its card, and answers the one that is offered to it', async () => {
  const own = await page.usccOf('ent-02')
  await page.call({ as: 'ent-01', call: 'card.exchanges.offer', input: { uscc: own, message: '展会上见过' } })
  await page.show(html`<qym-business-card></qym-business-card>`)
  await comesTo('ready')
  const changed = vi.fn()
  shown()?.addEventListener('qym-exchange-change', changed)
  press(root(), '名片夹')
  const exchanges = await part('qym-card-exchanges', '等待您处理')
  expect(exchanges.textContent).toContain('展会上见过')
  press(exchanges, '接受')
  await eventually(() => expect(exchanges.textContent).toContain('已交换'))
  type(exchanges, 'uscc', own)
  await submit(exchanges)
  await eventually(() => expect(exchanges.textContent).toContain('本企业自己的代码'))
  type(exchanges, 'uscc', await page.usccOf('ent-04'))
  await submit(exchanges)
  await eventually(() => expect(exchanges.textContent).toContain('等待对方处理'))
  press(exchanges, '收回')
  await eventually(() => expect(exchanges.textContent).toContain('名片已收回'))
  expect(changed).toHaveBeenCalledTimes(3)
})

it('has a registered fact corrected at its owner, and shows the day by which an answer is due', async () => {
  await page.show(html`<qym-business-card></qym-business-card>`)
  await comesTo('ready')
  const sources = await unfold('信息有误')
  const button = sources.querySelector<HTMLElement>('[aria-label="信息有误：所属行业"]')
  button?.click()
  const corrections = await part('qym-card-corrections', '由市场监督管理部门维护')
  expect(root()?.activeElement?.className).toBe('part')
  await submit(corrections)
  await eventually(() => expect(corrections.querySelectorAll('.error-summary li')).toHaveLength(2))
  type(corrections, 'claimed', 'C3912')
  type(corrections, 'reason', '已变更主营业务')
  await submit(corrections)
  await eventually(() => expect(corrections.textContent).toMatch(/核实中/))
  expect(corrections.textContent).toMatch(/应于 2026年3月\d+日 前答复/)
})

it('hands out the contact as a file unless the page does it itself', async () => {
  await page.show(html`<qym-business-card locale="en"></qym-business-card>`)
  await comesTo('ready')
  const make = vi.spyOn(URL, 'createObjectURL')
  press(root(), 'Save contact')
  await eventually(() => expect(text()).toContain('The contact file was downloaded'))
  const [file] = make.mock.calls[0] ?? []
  expect(file instanceof Blob ? await file.text() : '').toContain('BEGIN:VCARD')
  shown()?.addEventListener('qym-card-save', event => event.preventDefault())
  press(root(), 'Save contact')
  expect(make).toHaveBeenCalledOnce()
  make.mockRestore()
})

it.each(['light', 'dark'] as const)('keeps nobody out, in the %s', async theme => {
  await page.show(html`<qym-business-card theme=${theme}></qym-business-card>`)
  await comesTo('ready')
  press(root(), '编辑名片')
  await part('qym-card-editor', '主要产品')
  await unfold('信息有误')
  const { violations } = await axe.run('qym-business-card', { resultTypes: ['violations'] })
  expect(violations.map(({ id, nodes }) => [id, ...nodes.map(node => node.html)])).toEqual([])
})

async function ownCard(uscc: string): Promise<Card> {
  const answer = await fetch(`${page.baseUrl}/v1/cards/${uscc}`)
  const card: Card = await answer.json()
  return card
}

/** What a colleague does elsewhere: an edit of the card as it stands. */
async function fetchOwn() {
  return (input: object) => page.call({ as: 'ent-02', call: 'code.profile.complete', input })
}

function choose(within: ParentNode, file: File): void {
  const input = within.querySelector<HTMLInputElement>('#picture')
  if (!input) throw new Error('There is nothing to choose a picture by.')
  const transfer = new DataTransfer()
  transfer.items.add(file)
  input.files = transfer.files
  input.dispatchEvent(new Event('change'))
}

async function smallPicture(): Promise<File> {
  const canvas = document.createElement('canvas')
  canvas.width = 8
  canvas.height = 6
  canvas.getContext('2d')?.fillRect(0, 0, 8, 6)
  const blob = await new Promise<Blob | null>(resolve => canvas.toBlob(resolve, 'image/png'))
  if (!blob) throw new Error('There is no picture.')
  return new File([blob], '车间.png', { type: 'image/png' })
}
