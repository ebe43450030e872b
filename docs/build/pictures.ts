/** `npm run pictures`: the pictures that are committed, made anew. The square is that of the first test vector, so it never changes. */
import { readFile, writeFile } from 'node:fs/promises'
import { createSquare, renderSvg } from '@qiyema/core/qr'
import { fromDocs, fromRoot } from './places.ts'

const { cases } = JSON.parse(await readFile(fromRoot('packages/core/test/fixtures/qym1.json'), 'utf8'))
await writeFile(fromDocs('public/square.svg'), `${renderSvg(createSquare(cases[0].text, 'print'))}\n`)
