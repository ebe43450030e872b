/** One operation of the HTTP interface as a section of a page: who may call, what it takes, what it answers, what can go wrong. */
import { HTTP_TEXTS, type HttpTexts } from './http-texts.ts'
import { memberRows } from './members.ts'
import type { Content, OperationAt, OperationObject, Parameter } from './openapi.ts'

/** Every operation takes these: the overview tells of them once. */
const EVERYWHERE = new Set(['Accept-Language', 'Qiyema-Version'])

export function operationSection(
  { path, method, operation }: OperationAt,
  language: keyof typeof HTTP_TEXTS,
): string {
  const texts = HTTP_TEXTS[language]
  const summary = language === 'en' ? operation.summary : operation['x-summary-zh-CN']
  return [
    `## ${summary} {#${operation.operationId.replaceAll('.', '-').toLowerCase()}}`,
    `<span class="method">${method}</span> <code v-pre>${path}</code>`,
    facts(operation, texts),
    parameters(operation.parameters, texts),
    body(operation, texts),
    answer(operation, texts),
    problems(operation, texts),
  ]
    .filter(Boolean)
    .join('\n\n')
}

function facts(operation: OperationObject, texts: HttpTexts): string {
  const rows = [
    [texts.client, `\`client.${operation.operationId}()\``],
    [texts.callers, operation['x-callers'].map(caller => texts.caller[caller]).join(texts.comma)],
    [texts.components, operation['x-components']?.map(name => `\`${name}\``).join(texts.comma)],
    [texts.repetition, texts.repetitions[operation['x-repetition']]],
  ]
  return rows
    .filter(([, value]) => value)
    .map(([name, value]) => `- ${name}${texts.colon}${value}`)
    .join('\n')
}

function parameters(all: readonly Parameter[], texts: HttpTexts): string {
  const rows = all
    .filter(({ name }) => !EVERYWHERE.has(name))
    .flatMap(({ name, required, schema, in: place }) =>
      memberRows(schema, name, required, texts).map(row => `${row} ${place} |`),
    )
  if (rows.length === 0) return ''
  return `**${texts.parameters}**\n\n| ${texts.member} | ${texts.type} | ${texts.place} |\n|---|---|---|\n${rows.join('\n')}`
}

function body({ requestBody }: OperationObject, texts: HttpTexts): string {
  const [first] = Object.entries(requestBody?.content ?? {})
  return first ? content(texts.body, first, texts) : ''
}

function answer({ responses }: OperationObject, texts: HttpTexts): string {
  const [found] = Object.entries(responses).filter(([status]) => status.startsWith('2'))
  if (!found) return ''
  const [status, { content: given = {} }] = found
  const [first] = Object.entries(given)
  const title = `${texts.answer} ${status}`
  return first ? content(title, first, texts) : `**${title}**`
}

/** What is in a body, folded up, with an example. */
function content(title: string, [type, { schema, example }]: [string, Content], texts: HttpTexts): string {
  const rows = schema ? memberRows(schema, '', true, texts) : []
  const table = rows.length > 0 ? [`| ${texts.member} | ${texts.type} |\n|---|---|\n${rows.join('\n')}`] : []
  const sample =
    example === undefined ? [] : [`\`\`\`json\n${JSON.stringify(example, null, 2).slice(0, 2000)}\n\`\`\``]
  const parts = [...table, ...sample]
  if (parts.length === 0) return `**${title}** \`${type}\``
  return `**${title}** \`${type}\`\n\n::: details ${texts.members}\n\n${parts.join('\n\n')}\n\n:::`
}

function problems({ responses }: OperationObject, texts: HttpTexts): string {
  const told = Object.entries(responses).flatMap(([status, { 'x-problems': codes = [] }]) =>
    codes.map(code => `[\`${code}\`](./problems#${code}) ${status}`),
  )
  return told.length === 0 ? '' : `**${texts.problems}**${texts.colon}${told.join(texts.comma)}`
}
