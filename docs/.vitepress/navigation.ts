/** What stands where: the bar at the top and the list at the side, in both languages. */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { DefaultTheme } from 'vitepress'

export type Language = 'en' | 'zh'

/** A page, or a group of pages, by its titles. */
interface Entry extends Readonly<Record<Language, string>> {
  /** Without the language, such as `/guide/start`. Pages that are only in English begin with `=`. */
  readonly path: string
}

interface Group extends Readonly<Record<Language, string>> {
  readonly entries: readonly Entry[]
}

const START: Group = {
  en: 'Start',
  zh: '开始',
  entries: [
    { path: '/guide/start', en: 'In five minutes', zh: '五分钟上手' },
    { path: '/guide/live', en: 'Try it in this page', zh: '在页面里试用' },
  ],
}

const GUIDES: Group = {
  en: 'Guides',
  zh: '指南',
  entries: [
    { path: '/guide/verify', en: 'Verify a code, offline', zh: '离线核验企业码' },
    { path: '/guide/embed', en: 'Embed a widget', zh: '嵌入组件' },
    { path: '/guide/sessions', en: 'Open sessions', zh: '开启会话' },
    { path: '/guide/webhooks', en: 'Receive webhooks', zh: '接收通知' },
    { path: '/guide/theme', en: 'Theme the widgets', zh: '组件主题' },
    { path: '/guide/print', en: 'Print codes', zh: '印制企业码' },
  ],
}

const RUNNING: Group = {
  en: 'Running a platform',
  zh: '运行平台',
  entries: [
    { path: '/guide/platform', en: 'Run the platform', zh: '启动平台' },
    { path: '/guide/production', en: 'Production on PostgreSQL', zh: '以 PostgreSQL 上线' },
    { path: '/guide/keys', en: 'Rotate keys', zh: '轮换密钥' },
    { path: '/guide/federation', en: 'Federate counties', zh: '多县联合' },
  ],
}

const CONCEPTS: Group = {
  en: 'Concepts',
  zh: '概念',
  entries: [
    { path: '/concepts/code', en: 'The code', zh: '企业码' },
    { path: '/concepts/assurance', en: 'Assurance', zh: '证明程度' },
    { path: '/concepts/trust', en: 'Trust', zh: '信任' },
    { path: '/concepts/status', en: 'Status', zh: '状态' },
    { path: '/concepts/consent', en: 'Consent', zh: '授权' },
  ],
}

const REFERENCE: Group = {
  en: 'Reference',
  zh: '参考',
  entries: [
    { path: '/reference/', en: 'Overview', zh: '概览' },
    { path: '=/code-format', en: 'Code format', zh: '码格式（英文）' },
    { path: '/reference/http/', en: 'HTTP interface', zh: 'HTTP 接口' },
    { path: '=/reference/sdk/', en: 'SDK', zh: 'SDK（英文）' },
    ...(hasElements() ? [{ path: '=/reference/elements', en: 'Elements', zh: '组件（英文）' }] : []),
  ],
}

const PROJECT: Group = {
  en: 'The project',
  zh: '关于项目',
  entries: [
    { path: '/about/invented', en: 'What is invented', zh: '哪些是虚构的' },
    { path: '/about/security', en: 'Security', zh: '安全' },
    { path: '/about/privacy', en: 'Privacy', zh: '隐私' },
    { path: '/about/jrt-0231', en: 'JR/T 0231-2021', zh: 'JR/T 0231-2021 对照' },
    { path: '=/architecture', en: 'Architecture', zh: '架构（英文）' },
    { path: '=/decisions/', en: 'Decisions', zh: '设计决定（英文）' },
    { path: '=/promises', en: 'Promises', zh: '承诺（英文）' },
    { path: '=/benchmarks', en: 'Benchmarks', zh: '性能测量（英文）' },
  ],
}

/** The bar at the top. */
export function navOf(language: Language): DefaultTheme.NavItem[] {
  return [GUIDES, CONCEPTS, REFERENCE, PROJECT].map(group => {
    const [first] = group.entries
    const { path } = group === GUIDES ? { path: '/guide/start' } : (first ?? { path: '/' })
    return { text: group[language], link: address(path, language), activeMatch: areaOf(path, language) }
  })
}

/** The list at the side: the same on every page. */
export function sidebarOf(language: Language): DefaultTheme.SidebarItem[] {
  return [START, GUIDES, RUNNING, CONCEPTS, REFERENCE, PROJECT].map(group => ({
    text: group[language],
    items: group.entries.map(entry => ({ text: entry[language], link: address(entry.path, language) })),
  }))
}

function address(path: string, language: Language): string {
  if (path.startsWith('=')) return path.slice(1)
  return language === 'zh' ? `/zh${path}` : path
}

/** The folder that the pages of a group are in, as an expression. */
function areaOf(path: string, language: Language): string {
  const [, folder = ''] = path.split('/')
  return `^${language === 'zh' ? '/zh' : ''}/${folder}/`
}

/** The elements' page is made of the widgets' manifest, which is there once they are built. */
function hasElements(): boolean {
  return existsSync(fileURLToPath(new URL('../reference/elements.md', import.meta.url)))
}
