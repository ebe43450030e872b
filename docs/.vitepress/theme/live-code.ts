/**
 * A platform that runs in the reader's own browser, on a click: it issues a code, and a verifier judges it, before and after it is
 * revoked or changed; a widget shows who it is. Nothing leaves the page.
 */
import { useData, withBase } from 'vitepress'
import { defineComponent, h, onUnmounted, ref, shallowRef } from 'vue'
import type { Demonstration, Shown } from '../../live/demonstration.ts'
import { LIVE_TEXTS, type LiveTexts } from './live-texts.ts'

export const LiveCode = defineComponent(() => {
  const { lang, isDark } = useData()
  const texts = (): LiveTexts => LIVE_TEXTS[lang.value === 'zh-CN' ? 'zh-CN' : 'en']
  const demonstration = shallowRef<Demonstration>()
  const shown = shallowRef<Shown>()
  const isBusy = ref(false)
  const log = ref('')
  onUnmounted(() => demonstration.value?.close())

  /** One step at a time; whatever goes wrong is said. */
  async function run(step: () => Promise<void>): Promise<void> {
    isBusy.value = true
    log.value = texts().working
    try {
      await step()
      log.value = ''
    } catch (error) {
      log.value = `${texts().failed} ${error instanceof Error ? error.message : error}`
    } finally {
      isBusy.value = false
    }
  }

  async function start(): Promise<void> {
    // Made by build/live.ts, and no part of the site's own bundle.
    const program: typeof import('../../live/demonstration.ts') = await import(
      /* @vite-ignore */ withBase('/live/demonstration.js')
    )
    demonstration.value = await program.startDemonstration()
    shown.value = await demonstration.value.issue()
  }

  const button = (text: string, step: () => Promise<void>) =>
    h('button', { type: 'button', disabled: isBusy.value, onClick: () => run(step) }, text)

  function buttons() {
    const { value: running } = demonstration
    if (!running) return [button(texts().start, start)]
    const show = (step: () => Promise<Shown>) => async () => {
      shown.value = await step()
    }
    return [
      button(texts().issue, show(running.issue)),
      button(texts().forge, show(running.forge)),
      button(texts().revoke, show(running.revoke)),
      button(texts().wait, show(running.wait)),
    ]
  }

  return () =>
    h('div', { class: 'live' }, [
      h('div', { class: 'live-buttons' }, buttons()),
      h('p', { class: 'live-log', role: 'status' }, log.value),
      shown.value && resultView(shown.value, texts()),
      demonstration.value && widgetView(demonstration.value, texts(), lang.value, isDark.value),
    ])
})

/** As a page would have it, but that its platform is in this page. */
function widgetView(
  { surroundings, uscc }: Demonstration,
  texts: LiveTexts,
  locale: string,
  isDark: boolean,
) {
  const { platform, connectionOptions } = surroundings
  const session = {
    platform,
    locale,
    theme: isDark ? 'dark' : 'light',
    '.connectionOptions': connectionOptions,
  }
  return h('div', { class: 'live-widget' }, [
    h('p', texts.widget),
    h('qym-session', session, [h('qym-business-card', { uscc })]),
  ])
}

function resultView({ picture, result }: Shown, texts: LiveTexts) {
  const { outcome } = result
  const code = 'code' in result ? result.code : undefined
  const rows = [
    [texts.outcome, `${texts.outcomes[outcome] ?? outcome} (${outcome})`],
    ...(outcome === 'valid' ? [[texts.assurance, result.assurance]] : []),
    ...(code ? [['USCC', code.uscc]] : []),
    ...(code?.name ? [[texts.name, code.name]] : []),
    [texts.detail, result.detail],
  ]
  return h('div', { class: 'live-result' }, [
    h('img', { src: picture, alt: texts.picture }),
    h(
      'dl',
      rows.flatMap(([term, value]) => [h('dt', term), h('dd', value)]),
    ),
  ])
}
