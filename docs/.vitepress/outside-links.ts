/**
 * Links from a page to files outside of `docs/`: on GitHub they lead to the file. Here they lead to the repository when the
 * build knows its address, and are plain text otherwise, rather than dead.
 */
import { dirname, join } from 'node:path/posix'
import type { MarkdownRenderer } from 'vitepress'

type Rule = NonNullable<MarkdownRenderer['core']['ruler']>

const { GITHUB_SERVER_URL, GITHUB_REPOSITORY } = process.env
const repository = GITHUB_REPOSITORY && `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}`

/** A plugin of markdown-it. */
export function linksOutside(markdown: MarkdownRenderer): void {
  const ruler: Rule = markdown.core.ruler
  ruler.push('links-outside', ({ tokens, env }) => {
    for (const { children } of tokens) {
      let isInside = true
      for (const token of children ?? []) {
        if (token.type === 'link_open') {
          const target = outside(env.relativePath, String(token.attrGet('href')))
          isInside = target === undefined
          if (target === undefined) continue
          if (repository) token.attrSet('href', `${repository}/blob/main/${target}`)
          else token.hidden = true
        }
        if (token.type === 'link_close' && !isInside && !repository) token.hidden = true
      }
    }
  })
}

/** The path from the root of the repository, of a link that leads out of `docs/`. */
function outside(page: string, href: string): string | undefined {
  if (!href.startsWith('../')) return undefined
  const path = join('docs', dirname(page), href)
  return path.startsWith('docs/') ? undefined : path
}
