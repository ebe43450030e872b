// Draws each story inside a session over the sandbox, in the language, theme and size that the toolbar says; and in tests
// looks after each one for what keeps people out, in the light and in the dark.

import { sandboxHandlers } from '@qiyema/sandbox/msw'
import type { Preview } from '@storybook/web-components-vite'
import axe from 'axe-core'
import { html } from 'lit'
import { setupWorker } from 'msw/browser'
import { configure } from 'storybook/test'
import type { QymSession } from '../src/session/qym-session.js'
import '../src/session/qym-session.js'
import { fetchTokenFor, prepareSandbox, storySandbox } from './sandbox-page.js'
import type { SandboxWishes } from './sandbox-wishes.js'

// A call may be tried eight times before it gives up, and on a busy machine all comes late: only what never comes is a failure.
configure({ asyncUtilTimeout: 30_000 })

const worker = setupWorker()
let isWorking: Promise<unknown> | undefined

/** Where the stories are may be a folder of a site. */
function startWorker() {
  const url = `${import.meta.env.BASE_URL}mockServiceWorker.js`
  isWorking ??= worker.start({ quiet: true, onUnhandledFrame: 'bypass', serviceWorker: { url } })
  return isWorking
}

const wishesOf = (parameters: { sandbox?: SandboxWishes }): SandboxWishes => parameters.sandbox ?? {}

const preview: Preview = {
  tags: ['autodocs'],
  globalTypes: {
    locale: {
      description: 'Language',
      toolbar: {
        icon: 'globe',
        dynamicTitle: true,
        items: [
          { value: 'zh-CN', title: '中文' },
          { value: 'en', title: 'English' },
        ],
      },
    },
    theme: {
      description: 'Theme',
      toolbar: { icon: 'paintbrush', dynamicTitle: true, items: ['auto', 'light', 'dark', 'high-contrast'] },
    },
    elder: {
      description: 'Elder mode',
      toolbar: {
        icon: 'accessibility',
        dynamicTitle: true,
        items: [
          { value: false, title: 'Usual' },
          { value: true, title: 'Elder (适老)' },
        ],
      },
    },
    density: {
      description: 'Density',
      toolbar: { icon: 'expand', dynamicTitle: true, items: ['comfortable', 'compact'] },
    },
  },
  initialGlobals: { locale: 'zh-CN', theme: 'light', elder: false, density: 'comfortable' },
  parameters: {
    a11y: { test: 'error' },
    controls: { expanded: true },
    viewport: {
      options: {
        phone: { name: '320 px', styles: { width: '320px', height: '720px' } },
        tablet: { name: '768 px', styles: { width: '768px', height: '1024px' } },
        desktop: { name: '1280 px', styles: { width: '1280px', height: '900px' } },
      },
    },
    options: { storySort: { order: ['Start', 'Session', 'Code', 'Card', 'Policy', 'Finance', 'Consent'] } },
  },
  loaders: [
    async ({ parameters }) => {
      const [sandbox] = await Promise.all([storySandbox(), startWorker()])
      worker.resetHandlers()
      worker.use(...sandboxHandlers(sandbox))
      await prepareSandbox(sandbox, wishesOf(parameters))
      // Made once a story: with another function, the session would begin anew at every touch of a control.
      return { sandbox, fetchToken: fetchTokenFor(sandbox, wishesOf(parameters)) }
    },
  ],
  decorators: [
    (story, { globals, loaded: { sandbox, fetchToken } }) => html`
      <qym-session
        platform=${sandbox.baseUrl}
        locale=${globals.locale}
        theme=${globals.theme}
        density=${globals.density}
        ?elder=${globals.elder}
        .connectionOptions=${connectionOptionsOf(sandbox.clock.now)}
        .fetchToken=${fetchToken}
      >${story()}</qym-session>
    `,
  ],
  async afterEach({ canvasElement }) {
    // Who only looks at stories does not wait for it.
    if (import.meta.env.VITEST_STORYBOOK === undefined) return
    const session = canvasElement.querySelector<QymSession>('qym-session')
    if (!session) return
    const { theme } = session
    session.theme = theme === 'dark' ? 'light' : 'dark'
    await session.updateComplete
    await new Promise(requestAnimationFrame)
    const { violations } = await axe.run(session, { resultTypes: ['violations'] })
    session.theme = theme
    if (violations.length === 0) return
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
    throw new Error(`In the other theme: ${found.join('\n')}`)
  },
}

/** The same object each time, or the session would begin anew with every drawing. */
const options = new WeakMap<() => number, { now: () => number }>()
function connectionOptionsOf(now: () => number) {
  const made = options.get(now) ?? { now }
  options.set(now, made)
  return made
}

export default preview
