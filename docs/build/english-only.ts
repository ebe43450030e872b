/** Where a page is only in English, whoever switches to Chinese there is told so, and led back. */
import { globSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { fromDocs } from './places.ts'

/** Pages that people who make the project read, and what is made of docstrings. */
const PAGES =
  '{architecture,benchmarks,code-format,promises,decisions/*,reference/elements,reference/sdk/**/*}.md'

export async function makeEnglishOnlyPages(): Promise<void> {
  for (const page of globSync(PAGES, { cwd: fromDocs('.') })) {
    const [, title = page] = /^# (.+)$/m.exec(await readFile(fromDocs(page), 'utf8')) ?? []
    const address = `/${page.replace(/(README|index)?\.md$/, '')}`
    const path = fromDocs(`zh/${page.replace('README', 'index')}`)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, `---\nsearch: false\n---\n\n# ${title}\n\n本页只有英文：[${title}](${address})。\n`)
  }
}
