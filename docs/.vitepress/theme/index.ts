/** The theme: the default one without its fonts, in our colours, with the parts that are alive. */
import { type Theme, useRoute } from 'vitepress'
import DefaultTheme from 'vitepress/theme-without-fonts'
import { defineComponent, h, nextTick, onMounted, onUnmounted, watch } from 'vue'
import { CodeOnPaper } from './code-on-paper.ts'
import { LiveCode } from './live-code.ts'
import { tendPage } from './tend-page.ts'
import './style.css'

const Layout = defineComponent(() => {
  const route = useRoute()
  watch(
    () => route.path,
    () => nextTick(tendPage),
  )
  onMounted(() => {
    tendPage()
    addEventListener('resize', tendPage)
  })
  onUnmounted(() => removeEventListener('resize', tendPage))
  return () => h(DefaultTheme.Layout, null, { 'home-hero-image': () => h(CodeOnPaper) })
})

export default {
  extends: DefaultTheme,
  Layout,
  enhanceApp({ app }) {
    app.component('LiveCode', LiveCode)
  },
} satisfies Theme
