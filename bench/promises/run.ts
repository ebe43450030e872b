// `npm run promises`: keeps every promise at its full figure and writes docs/promises.md with what came of it. It takes
// about an hour; numbers after `--` choose among them, and the page then has of the others what came of them last.
import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { type Outcome, page } from './page.ts'
import { PROMISES, type Promised } from './promises.ts'

const FOLDER = 'reports/promises'
const KEPT = 'bench/promises/outcomes.json'

type Outcomes = Readonly<Record<number, Outcome>>

const chosen = process.argv.slice(2).map(Number)
let outcomes = JSON.parse(readFileSync(KEPT, 'utf8')) as Outcomes
mkdirSync(FOLDER, { recursive: true })
for (const promised of PROMISES) {
  const { number, name } = promised
  if (chosen.length > 0 && !chosen.includes(number)) continue
  process.stderr.write(`${number} ${name}\n`)
  const outcome = await keep(promised)
  const { passed, failed, seconds } = outcome
  process.stderr.write(`  ${passed} passed, ${failed} failed, ${seconds} s\n`)
  if (failed > 0 || passed === 0) process.exitCode = 1
  outcomes = { ...outcomes, [number]: outcome }
  // After each, since whoever runs this may stop it.
  writeFileSync(KEPT, `${JSON.stringify(outcomes, null, 2)}\n`)
  writeFileSync('docs/promises.md', page(PROMISES, outcomes))
}

interface VitestReport {
  readonly testResults: readonly {
    readonly assertionResults: readonly {
      readonly status: string
      readonly meta?: { readonly figure?: string }
    }[]
  }[]
}

async function keep(promised: Promised): Promise<Outcome> {
  const file = `${FOLDER}/${promised.number}.json`
  rmSync(file, { force: true })
  const started = performance.now()
  await runVitest(promised, file)
  const seconds = Math.round((performance.now() - started) / 1000)
  const tests = readTests(file)
  const count = (status: string) => tests.filter(test => test.status === status).length
  return {
    date: new Date().toISOString().slice(0, 10),
    machine: `${cpus()[0]?.model.trim() ?? 'an unknown processor'}, ${cpus().length} cores, Node ${process.versions.node}`,
    seconds,
    passed: count('passed'),
    failed: count('failed'),
    figures: tests.flatMap(({ meta }) => (meta?.figure === undefined ? [] : [meta.figure])),
  }
}

function readTests(file: string): VitestReport['testResults'][number]['assertionResults'] {
  try {
    const report = JSON.parse(readFileSync(file, 'utf8')) as VitestReport
    return report.testResults.flatMap(({ assertionResults }) => assertionResults)
  } catch {
    // A run that ended without a report has kept nothing.
    return [{ status: 'failed' }]
  }
}

function runVitest({ projects, files }: Promised, outputFile: string): Promise<void> {
  const args = ['vitest', 'run', '--reporter=json', `--outputFile=${outputFile}`, '--no-file-parallelism']
  const where = projects.map(project => `--project=${project}`)
  const filters = files.map(pattern => pattern.replace(/\*.*$/, ''))
  return new Promise((resolve, reject) => {
    const child = spawn('npx', [...args, ...where, ...filters], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, QIYEMA_FULL: '1' },
    })
    child.once('error', reject)
    child.once('close', () => resolve())
  })
}
