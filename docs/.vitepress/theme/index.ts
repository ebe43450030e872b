/** The theme: the default one without its fonts, in our colours, with the parts that are alive. */
import DefaultTheme from 'vitepress/theme-without-fonts'
import { h } from 'vue'
import { CodeOnPaper } from './code-on-paper.ts'
import { LiveCode } from './live-code.ts'
import { reachableBlocks } from './reachable-blocks.ts'
import './style.css'

export default {
  extends: DefaultTheme,
  Layout: () => h(DefaultTheme.Layout, null, { 'home-hero-image': () => h(CodeOnPaper) }),
  enhanceApp({ app, router }) {
    app.component('LiveCode', LiveCode)
    reachableBlocks(router)
  },
} satisfies import('vitepress').Theme
