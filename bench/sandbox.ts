// `node bench/sandbox.ts`: how long a partner's unit test waits for a sandbox, each time in a process that is new.
import { execFile } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { median } from './rounds.ts'
import type { SandboxTimes } from './sandbox-process.ts'

const ROUNDS = 7
/** What a sandbox may take, in milliseconds. */
const AIM = 2000

const path = fileURLToPath(new URL('./sandbox-process.ts', import.meta.url))
const rounds: SandboxTimes[] = []
for (let round = 0; round < ROUNDS; round++) {
  const { stdout } = await promisify(execFile)(process.execPath, [path])
  rounds.push(JSON.parse(stdout))
}

const lines: readonly (readonly [string, keyof SandboxTimes])[] = [
  ['modules imported', 'imported'],
  ['ready', 'ready'],
  ['first answer', 'answered'],
  ['a second sandbox', 'second'],
  ['a reset', 'reset'],
]
console.log(
  `Medians of ${ROUNDS} processes on ${availableParallelism()} cores, in milliseconds; ready within ${AIM} is the aim.`,
)
for (const [name, member] of lines)
  console.log(`${name}: ${median(rounds.map(times => times[member])).toFixed(0)}`)
console.log(`memory with two sandboxes: ${median(rounds.map(times => times.megabytes)).toFixed(0)} MB`)
if (median(rounds.map(times => times.ready)) > AIM) process.exitCode = 1
