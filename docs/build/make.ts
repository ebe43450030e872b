/** `npm run build`, first half: the pages and files that are made of the source and not written. */
import { copyFile, mkdir } from 'node:fs/promises'
import { makeElementPage } from './elements.ts'
import { makeEnglishOnlyPages } from './english-only.ts'
import { makeHttpPages } from './http.ts'
import { makeLiveExample } from './live.ts'
import { fromDocs, fromRoot } from './places.ts'
import { makeSdkPages } from './sdk.ts'

await mkdir(fromDocs('public/vectors'), { recursive: true })
await copyFile(fromRoot('packages/core/test/fixtures/qym1.json'), fromDocs('public/vectors/qym1.json'))
await Promise.all([makeSdkPages(), makeHttpPages(), makeElementPage(), makeLiveExample()])
await makeEnglishOnlyPages()
