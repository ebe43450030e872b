/** Takes out of built style sheets what only their writers need: no tool that pages use looks into a template. */
import { globSync, readFileSync, writeFileSync } from 'node:fs'

/** A rule a line, without indents and remarks. */
export function lightenStyles(): void {
  for (const path of globSync('dist/**/*.styles.js')) {
    const source = readFileSync(path, 'utf8')
    writeFileSync(path, source.replaceAll(/`[^`]*`/g, lightened))
  }
}

function lightened(template: string): string {
  return template
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ?([{};,]) ?/g, '$1')
    .replaceAll(/: /g, ':')
    .replaceAll(/;}/g, '}')
}
