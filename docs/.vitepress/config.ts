/** The documentation site: English at the root, Chinese under /zh/. `DOCS_BASE` puts it under a path, such as `/qiyema/`. */
import { defineConfig } from 'vitepress'
import { navOf, sidebarOf } from './navigation.ts'
import { linksOutside } from './outside-links.ts'
import { CHINESE, CHINESE_SEARCH } from './texts.ts'
import { tokenize } from './tokenize.ts'

const base = process.env.DOCS_BASE ?? '/'

export default defineConfig({
  base,
  cleanUrls: true,
  title: 'Qiyema 企业码',
  head: [['link', { rel: 'icon', type: 'image/svg+xml', href: `${base}icon.svg` }]],
  rewrites: { 'decisions/README.md': 'decisions/index.md' },
  markdown: {
    config: linksOutside,
    // Both pass 4.5 to 1 on the code's own background.
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
  },
  themeConfig: {
    search: {
      provider: 'local',
      options: {
        locales: { zh: { translations: CHINESE_SEARCH } },
        miniSearch: {
          options: { tokenize },
          searchOptions: { combineWith: 'AND', prefix: true, fuzzy: 0.1 },
        },
      },
    },
  },
  locales: {
    root: {
      label: 'English',
      lang: 'en',
      description: 'The Enterprise Code: an SDK, web components and a reference platform',
      themeConfig: {
        nav: navOf('en'),
        sidebar: sidebarOf('en'),
        footer: { message: 'Independent work. No government endorses it; its sample data is invented.' },
      },
    },
    zh: {
      label: '简体中文',
      lang: 'zh-CN',
      description: '企业码的 SDK、网页组件和参考平台',
      themeConfig: { nav: navOf('zh'), sidebar: sidebarOf('zh'), ...CHINESE },
    },
  },
  vite: { build: { target: ['chrome107', 'safari16.4', 'firefox115'] } },
})
