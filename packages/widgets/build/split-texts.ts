/**
 * Takes the English out of what pages load at once. Writers have both languages of a widget beside each other; a page speaks
 * one of them, and most speak Chinese.
 */
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import ts from 'typescript'

/** Gives each built `x.texts.js` an `x.texts.en.js`, which it loads on use. */
export function splitTexts(): void {
  for (const path of globSync('dist/**/*.texts.js')) split(path)
}

function split(path: string): void {
  const source = readFileSync(path, 'utf8')
  const call = findCall(ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true))
  const [, languages] = call.arguments
  if (!languages || !ts.isObjectLiteralExpression(languages))
    throw new SyntaxError(`${path}: no object of languages`)
  const textOf = (language: string): string => {
    const property = languages.properties.find(({ name }) => name?.getText().includes(language))
    if (!property || !ts.isPropertyAssignment(property)) throw new SyntaxError(`${path}: no ${language}`)
    return property.initializer.getText()
  }
  const file = basename(path).replace(/\.js$/, '.en.js')
  const lighter = `{ 'zh-CN': ${textOf('zh-CN')} }, () => import('./${file}')`
  writeFileSync(path, source.slice(0, languages.getStart()) + lighter + source.slice(languages.end))
  writeFileSync(path.replace(/\.js$/, '.en.js'), `export const en = ${textOf('en')}\n`)
}

/** The one call of `defineTexts`. */
function findCall(file: ts.SourceFile): ts.CallExpression {
  const found: ts.CallExpression[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.getText() === 'defineTexts') found.push(node)
    ts.forEachChild(node, visit)
  }
  visit(file)
  const [call] = found
  if (!call || found.length > 1) throw new SyntaxError(`${file.fileName}: one call of defineTexts is wanted`)
  return call
}
