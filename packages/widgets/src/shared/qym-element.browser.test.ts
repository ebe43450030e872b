import { card } from '@qiyema/core/operations/card'
import { html } from 'lit'
import { expect, it } from 'vitest'
import { eventually } from '../../test/eventually.js'
import { bankPage } from '../../test/page.js'
import { define } from './define.js'
import { QymElement } from './qym-element.js'
import { Resource } from './resource.js'

/** The smallest widget: the name on the own card. */
class Probe extends QymElement {
  readonly resource = new Resource(this, {
    load: (connection, signal) => connection.use(card).read(undefined, { signal }),
  })

  protected override content() {
    return this.draw(this.resource.state, {
      ready: ({ name }) => html`<p id="name">${this.formats.localised(name)}</p>`,
      reload: () => void this.resource.reload(),
    })
  }
}
define('qym-probe', Probe)

const page = bankPage()
const probe = () => document.querySelector<Probe>('qym-probe')
const text = () => probe()?.shadowRoot?.textContent ?? ''
const comesTo = (state: string) => eventually(() => expect(probe()?.getAttribute('state')).toBe(state))

it('shows what it has fetched, in the session it stands in', async () => {
  await page.show(html`<qym-probe></qym-probe>`)
  await comesTo('ready')
  expect(text()).toContain('公司')
})

it('says what happened and what to do when the platform fails, and shows it all the same after that', async () => {
  await page.fault({ fault: 'fail', operation: 'card.read', status: 500 })
  const problems: string[] = []
  addEventListener('qym-problem', event => problems.push((event as CustomEvent).detail.kind))
  await page.show(html`<qym-probe locale="en"></qym-probe>`)
  await comesTo('problem')
  expect(text()).toContain('The platform cannot help just now')
  expect(problems).toContain('unavailable')
  await page.clearFaults()
  probe()?.shadowRoot?.querySelector('button')?.click()
  await comesTo('ready')
})

it('says that one is signed out where the bank gives no token, and begins anew on request', async () => {
  let isSignedIn = false
  const session = await page.show(html`<qym-probe></qym-probe>`)
  const own = session.fetchToken
  session.fetchToken = async signal => {
    if (!isSignedIn || !own) throw new Error('401')
    return own(signal)
  }
  await comesTo('signed-out')
  expect(session.status).toBe('lost')
  expect(text()).toContain('登录已结束')
  isSignedIn = true
  probe()?.shadowRoot?.querySelector('button')?.click()
  await comesTo('ready')
})

it('keeps its own look whatever the page does to all elements', async () => {
  const style = document.createElement('style')
  style.textContent =
    '* { color: red !important; font: 3px fantasy !important; letter-spacing: 9px; visibility: hidden }'
  document.head.append(style)
  await page.show(html`<qym-probe></qym-probe>`)
  await comesTo('ready')
  const name = probe()?.shadowRoot?.querySelector('#name')
  const { color, fontSize, letterSpacing, visibility } = getComputedStyle(name ?? document.body)
  expect([fontSize, letterSpacing, visibility]).toEqual(['16px', 'normal', 'visible'])
  expect(color).not.toBe('rgb(255, 0, 0)')
  style.remove()
})

it('forgets what it has shown as soon as a consent was taken back in its session', async () => {
  const session = await page.show(html`<qym-probe></qym-probe>`)
  await comesTo('ready')
  await page.fault({ fault: 'slow', operation: 'card.read', milliseconds: 600_000 })
  probe()?.dispatchEvent(new CustomEvent('qym-consent-withdrawn', { bubbles: true, composed: true }))
  await probe()?.updateComplete
  expect(probe()?.shadowRoot?.querySelector('#name')).toBeNull()
  await comesTo('loading')
  session.fetchToken = async () => {
    throw new Error('The bank may not have a session any more.')
  }
  await comesTo('signed-out')
})

it('does not take a bank whose server is out of reach for one that has signed the person out', async () => {
  const session = await page.show(html`<qym-probe></qym-probe>`)
  await comesTo('ready')
  const own = session.fetchToken
  session.fetchToken = async () => {
    throw new TypeError('Failed to fetch')
  }
  await comesTo('problem')
  expect(session.status).toBe('opening')
  expect(text()).toContain('网络连接不上')
  session.fetchToken = own
  await comesTo('ready')
})

it('says what is missing where no platform is named', async () => {
  const session = await page.show(html`<qym-probe></qym-probe>`)
  session.platform = ''
  await comesTo('problem')
  expect(text()).toContain('platform-missing')
})
