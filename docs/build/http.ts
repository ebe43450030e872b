/** The reference of the HTTP interface: a page an application, in both languages, made of the platform's own OpenAPI document. */
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { createSandbox } from '@qiyema/sandbox'
import { HTTP_TEXTS, type HttpTexts } from './http-texts.ts'
import type { OpenApi, OperationAt } from './openapi.ts'
import { operationSection } from './operation.ts'
import { fromDocs } from './places.ts'

type Language = keyof typeof HTTP_TEXTS

export async function makeHttpPages(): Promise<void> {
  const document = await platformsDocument()
  await writeFile(fromDocs('public/openapi.json'), JSON.stringify(document))
  for (const language of ['en', 'zh-CN'] as const) await makePages(document, language)
}

/** As a platform on a county's own address serves it. */
async function platformsDocument(): Promise<OpenApi> {
  const sandbox = await createSandbox({ baseUrl: 'https://qym.example' })
  const answer = await sandbox.fetch(new Request(`${sandbox.baseUrl}/openapi.json`))
  const document: OpenApi = await answer.json()
  await sandbox.close()
  return document
}

async function makePages(document: OpenApi, language: Language): Promise<void> {
  const folder = fromDocs(language === 'en' ? 'reference/http' : 'zh/reference/http')
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  await writeFile(`${folder}/index.md`, overview(document, language))
  for (const { name } of document.tags) {
    await writeFile(`${folder}/${name}.md`, applicationPage(document, name, language))
  }
  await writeFile(`${folder}/problems.md`, problemPage(document, HTTP_TEXTS[language]))
}

function overview({ tags, paths }: OpenApi, language: Language): string {
  const texts = HTTP_TEXTS[language]
  const rows = tags.map(({ name, ...tag }) => {
    const title = language === 'en' ? tag.description : tag['x-description-zh-CN']
    return `| [${name}](./${name}) | ${title} | ${operationsOf({ tags, paths }, name).length} |`
  })
  return [
    `# ${texts.title}`,
    texts.intro,
    `| ${texts.application} | ${texts.what} | ${texts.operations} |\n|---|---|---|\n${rows.join('\n')}`,
    texts.more,
  ].join('\n\n')
}

function applicationPage(document: OpenApi, name: string, language: Language): string {
  const tag = document.tags.find(one => one.name === name)
  const title =
    language === 'en' ? name.charAt(0).toUpperCase() + name.slice(1) : tag?.['x-description-zh-CN']
  const sections = operationsOf(document, name).map(at => operationSection(at, language))
  const lead = language === 'en' ? [`${tag?.description}.`] : []
  return [`---\noutline: 2\n---`, `# ${title}`, ...lead, ...sections].join('\n\n')
}

function operationsOf({ paths }: Pick<OpenApi, 'paths' | 'tags'>, tag: string): OperationAt[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, operation]) => operation.tags.includes(tag))
      .map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  )
}

/** Every code, at its status, with its title. */
function problemPage({ components }: OpenApi, texts: HttpTexts): string {
  const rows = Object.entries(components.examples)
    .map(([code, { value }]) => ({ code, ...value }))
    .sort((one, other) => one.status - other.status || one.code.localeCompare(other.code))
    .map(({ code, status, title }) => `| <a id="${code}"></a>\`${code}\` | ${status} | ${title} |`)
  const head = `| ${texts.code} | ${texts.status} | ${texts.meaning} |\n|---|---|---|`
  return [`# ${texts.problems}`, texts.problemIntro, `${head}\n${rows.join('\n')}`].join('\n\n')
}
