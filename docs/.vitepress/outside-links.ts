/**
 * Links that mean something on GitHub, too. A file outside of `docs/` is found in the repository when the build knows its address, and
 * is plain text otherwise, rather than dead. A folder's README is its first page.
 */
import { dirname, join } from 'node:path/posix'
import type { MarkdownRenderer } from 'vitepress'

const { GITHUB_SERVER_URL, GITHUB_REPOSITORY } = process.env
const repository = GITHUB_REPOSITORY && `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}`

/** A plugin of markdown-it. */
export function linksOutside(markdown: MarkdownRenderer): void {
  markdown.core.ruler.push('links-outside', ({ tokens, env }) => {
    for (const { children } of tokens) {
      let isPlain = false
      for (const token of children ?? []) {
        if (token.type === 'link_open') {
          const href = addressOf(env.relativePath, String(token.attrGet('href')))
          isPlain = href === undefined
          token.attrSet('href', href ?? '')
        }
        if (isPlain && token.type.startsWith('link_'))
          Object.assign(token, { type: 'text', tag: '', nesting: 0 })
      }
    }
  })
}

/** Where a link leads on the site; nowhere when nobody knows. */
function addressOf(page: string, href: string): string | undefined {
  const path = join('docs', dirname(page), href)
  if (!href.startsWith('../') || path.startsWith('docs/'))
    return href.replace(/README\.md(?=#|$)/, 'index.md')
  return repository && `${repository}/blob/main/${path}`
}
