// Builds what is published: modules with their types, one file for script tags, files for import maps, and what tools read.
import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { bundleForPages } from './bundle.ts'
import { packageFolder } from './elements.ts'
import { describeElements } from './manifest.ts'
import { writePrivacyList } from './privacy.ts'

process.chdir(packageFolder)
rmSync('dist', { recursive: true, force: true })

const resolve = createRequire(import.meta.url).resolve
const tsc = resolve('@typescript/native/package.json').replace(/package\.json$/, 'bin/tsc')
execFileSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], { stdio: 'inherit' })
await bundleForPages()
describeElements()
writePrivacyList()
