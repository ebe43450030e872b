// `npm test`: every check of the repository, in order, stopping at the first step in which one fails.
import { rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { BUILD, runSteps } from './steps.mjs'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))
// A report of an earlier run must not be taken for this one's.
rmSync('reports', { recursive: true, force: true })

const isSound = await runSteps([
  ...BUILD,
  ['docs', 'packages', 'types', 'lint', 'imports', 'unused', 'lock', 'licences', 'spelling', 'size'],
  ['vitest'],
])
if (!isSound) process.exitCode = 1
