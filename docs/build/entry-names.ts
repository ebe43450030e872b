/** A plugin of TypeDoc: a module is called what it is imported as, and not after its file; what its file says of it stands first. */
import { readFileSync } from 'node:fs'
import { type Application, Comment, Converter, type DeclarationReflection, ReflectionKind } from 'typedoc'
import { fromRoot } from './places.ts'

const IMPORTED_AS: Readonly<Record<string, string>> = { client: '', 'file-store': '/stores/file' }

export function load(app: Application): void {
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    for (const entry of project.getChildrenByKind(ReflectionKind.Module)) {
      entry.comment = new Comment([{ kind: 'text', text: firstSentences(entry.name) }])
      // Operations and their schemas are the HTTP interface, which has pages of its own.
      if (entry.name === 'contract') for (const schema of schemasIn(entry)) project.removeReflection(schema)
      entry.name = `@qiyema/core${IMPORTED_AS[entry.name] ?? `/${entry.name}`}`
    }
  })
}

/** What the docstring at the top of the file says, behind the name. */
function firstSentences(file: string): string {
  const source = readFileSync(fromRoot(`packages/core/src/entries/${file}.ts`), 'utf8')
  const [, text = ''] = /^\/\*\* `[^`]+`: (.+?) \*\//.exec(source) ?? []
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function schemasIn({ children = [] }: DeclarationReflection): DeclarationReflection[] {
  const isSchema = ({ kind, name }: DeclarationReflection) =>
    kind === ReflectionKind.Variable && !/^[A-Z_]+$/.test(name)
  return children.filter(isSchema)
}
