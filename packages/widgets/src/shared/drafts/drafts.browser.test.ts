import { html, LitElement } from 'lit'
import { afterEach, expect, it, vi } from 'vitest'
import { eventually } from '../../../test/eventually.js'
import { QymElement } from '../qym-element.js'
import type { SessionState } from '../session-context.js'
import { Draft } from './draft.js'
import { type DraftSubject, nameFor } from './draft-subject.js'
import { type Entries, readEntries } from './entries.js'
import { FormTyping } from './form-typing.js'
import { IntentKeeper, isRepeatable } from './kept-intent.js'
import { openVault } from './vault.js'

const SUBJECT: DraftSubject = { platform: 'https://qym.example', uscc: '91330521PDY0000280', form: 'loan' }
const OTHER = { ...SUBJECT, uscc: '91330521PDY00001X0' }
const SECRET = '购置注塑机两台'

class Host extends LitElement {
  readonly draft = new Draft(this, () => time)
}
customElements.define('draft-host', Host)
let time = Date.parse('2026-03-02T09:00:00+08:00')

class FormHost extends QymElement {
  form = ''
  readonly typing = new FormTyping<Entries>(this, { name: () => this.form, read: readEntries })

  protected override content() {
    return html``
  }
}
customElements.define('form-host', FormHost)

function form(name: string): FormHost {
  const made = new FormHost()
  made.form = name
  document.body.append(made)
  return made
}

function sessionOf(uscc: string): SessionState {
  return {
    connection: undefined,
    platform: SUBJECT.platform,
    status: 'open',
    enterprise: { uscc, name: { 'zh-CN': '示例' } },
    locale: '',
    theme: 'auto',
    isElder: false,
    density: 'comfortable',
    obstacle: undefined,
    now: () => time,
    reportLost() {},
    renew() {},
  }
}

function host(): Host {
  const made = document.createElement('draft-host')
  if (!(made instanceof Host)) throw new TypeError('The element is of its class.')
  document.body.append(made)
  return made
}

afterEach(async () => {
  vi.restoreAllMocks()
  for (const element of document.querySelectorAll('draft-host, form-host')) element.remove()
  const vault = openVault()
  for (const name of await vault.names('')) await vault.remove(name)
})

/** Everything in the database as text, bytes as they are. */
async function dump(): Promise<string> {
  const request = indexedDB.open('qiyema-drafts')
  await new Promise(resolve => request.addEventListener('success', resolve))
  const all = request.result.transaction('sealed').objectStore('sealed').getAll()
  await new Promise(resolve => all.addEventListener('success', resolve))
  request.result.close()
  const texts = all.result.map(value =>
    value instanceof CryptoKey ? '' : new TextDecoder().decode(value.content),
  )
  return texts.join('')
}

it('makes no database before something is written', async () => {
  const gone = indexedDB.deleteDatabase('qiyema-drafts')
  await new Promise(resolve => gone.addEventListener('success', resolve))
  const { draft } = host()
  expect(await draft.open(SUBJECT)).toBeUndefined()
  await draft.discard()
  expect((await indexedDB.databases()).map(({ name }) => name)).not.toContain('qiyema-drafts')
})

it('gives back what was typed, which nobody reads in the database', async () => {
  const first = host()
  await first.draft.open(SUBJECT)
  first.draft.save({ description: SECRET })
  first.remove()
  await first.draft.flush()
  expect(await dump()).not.toContain(SECRET)
  expect(await host().draft.open(SUBJECT)).toEqual({ content: { description: SECRET }, savedAt: time })
})

it('writes what waits when the page is hidden', async () => {
  const { draft } = host()
  await draft.open(SUBJECT)
  draft.save({ description: SECRET })
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden')
  document.dispatchEvent(new Event('visibilitychange'))
  await eventually(async () => expect(await openVault().names('draft')).toHaveLength(1))
})

it('keeps the last of many changes, and nothing once it is thrown away', async () => {
  const { draft } = host()
  await draft.open(SUBJECT)
  for (let index = 0; index < 50; index++) {
    draft.save({ index })
    if (index % 7 === 0) void draft.flush()
  }
  await draft.flush()
  expect((await draft.open(SUBJECT))?.content).toEqual({ index: 49 })
  draft.save({ index: 50 })
  await draft.discard()
  expect(await draft.open(SUBJECT)).toBeUndefined()
})

it('throws away the drafts of another enterprise, and those of a month ago', async () => {
  const { draft } = host()
  await draft.open(OTHER)
  draft.save({ description: SECRET })
  await draft.flush()
  expect(await draft.open(SUBJECT)).toBeUndefined()
  expect(await draft.open(OTHER)).toBeUndefined()
  draft.save({ description: SECRET })
  await draft.flush()
  time += 31 * 24 * 3600 * 1000
  expect(await draft.open(OTHER)).toBeUndefined()
})

it('throws away drafts of a month ago of forms that nobody comes back to', async () => {
  const { draft } = host()
  await draft.open({ ...SUBJECT, form: 'refusal con_01' })
  draft.save({ reason: ['太远'] })
  await draft.flush()
  await draft.open(SUBJECT)
  expect(await openVault().names('draft')).toHaveLength(1)
  time += 31 * 24 * 3600 * 1000
  await draft.open(SUBJECT)
  expect(await openVault().names('draft')).toEqual([])
})

it('writes under the form that it was typed into, however soon another is opened', async () => {
  const { draft } = host()
  const other = { ...SUBJECT, form: 'other' }
  void draft.open(SUBJECT)
  draft.save({ description: SECRET })
  void draft.open(other)
  draft.save({ description: '别的' })
  await draft.flush()
  expect((await draft.open(SUBJECT))?.content).toEqual({ description: SECRET })
  expect((await draft.open(other))?.content).toEqual({ description: '别的' })
})

it('joins what is being typed with what was kept, and shows nobody the other’s', async () => {
  const first = form('offer')
  first.session = sessionOf(SUBJECT.uscc)
  await first.updateComplete
  first.typing.change({ uscc: ['91330521PDY0000280'], message: ['旧的'] })
  await eventually(async () => expect(await openVault().names('draft')).toHaveLength(1))
  const second = form('offer')
  await second.updateComplete
  second.typing.change({ message: ['新的'] })
  second.session = sessionOf(SUBJECT.uscc)
  await eventually(() => expect(second.typing.restoredAt).toBe(time))
  expect(second.typing.values).toEqual({ uscc: ['91330521PDY0000280'], message: ['新的'] })
  second.session = undefined
  await second.updateComplete
  expect(second.typing.values).toMatchObject({ message: ['新的'] })
  second.session = sessionOf(OTHER.uscc)
  await second.updateComplete
  expect(second.typing.values).toEqual({})
})

it('keeps nothing while no enterprise is known', async () => {
  const made = form('offer')
  made.session = { ...sessionOf(SUBJECT.uscc), status: 'none', enterprise: undefined }
  await made.updateComplete
  made.typing.change({ message: ['谁的'] })
  made.remove()
  await made.typing.flush()
  expect(await openVault().names('draft')).toEqual([])
})

it('does not open what was moved under another name', async () => {
  const vault = openVault()
  await vault.write('draft one', { description: SECRET })
  const { get, set, createStore } = await import('idb-keyval')
  const store = createStore('qiyema-drafts', 'sealed')
  await set('draft two', await get('draft one', store), store)
  expect(await vault.read('draft two')).toBeUndefined()
  expect(await vault.read('draft one')).toEqual({ description: SECRET })
})

it('keeps in memory, and says so, where the browser refuses to store', async () => {
  vi.spyOn(indexedDB, 'open').mockImplementation(() => {
    throw new DOMException('Storage is refused.', 'SecurityError')
  })
  const vault = openVault()
  await vault.write('draft refused', { description: SECRET })
  expect(vault.isLasting).toBe(false)
  expect(await vault.read('draft refused')).toEqual({ description: SECRET })
  await vault.remove('draft refused')
  expect(await vault.names('draft')).toEqual([])
})

it('has one intent at a time, whose key stays over reloads until its outcome is known', async () => {
  const name = nameFor('intent', SUBJECT)
  const begun = await new IntentKeeper(openVault(), name).begin({ amount: 1 }, time)
  const afterReload = new IntentKeeper(openVault(), name)
  expect(await afterReload.unanswered()).toEqual(begun)
  expect(await afterReload.begin({ amount: 2 }, time)).toEqual(begun)
  await afterReload.settle()
  expect(await afterReload.unanswered()).toBeUndefined()
  expect((await afterReload.begin({ amount: 2 }, time)).idempotencyKey).not.toBe(begun.idempotencyKey)
})

it('repeats an intent only as long as a platform knows its key', () => {
  const intent = { idempotencyKey: 'key', body: {}, begunAt: time }
  expect(isRepeatable(intent, time + 22 * 3600 * 1000)).toBe(true)
  expect(isRepeatable(intent, time + 24 * 3600 * 1000)).toBe(false)
})
