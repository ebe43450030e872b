// The platform on PostgreSQL: measured by Vitest, which brings the server and a world to ask; read from its report.
import { spawn } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import type { CountyGrowth, OriginFigures } from '../packages/platform/test/load/results.ts'

export interface PlatformResults {
  readonly origin: OriginFigures
  readonly growth: CountyGrowth
}

const REPORT = 'reports/bench-platform.json'

interface Report {
  readonly testResults: readonly {
    readonly assertionResults: readonly {
      readonly meta: { readonly results?: OriginFigures | CountyGrowth }
    }[]
  }[]
}

/** @throws {Error} when a measurement found an error instead of a figure */
export async function measurePlatform(isQuick: boolean): Promise<PlatformResults> {
  rmSync(REPORT, { force: true })
  await runVitest(isQuick)
  const report = JSON.parse(readFileSync(REPORT, 'utf8')) as Report
  const results = report.testResults.flatMap(({ assertionResults }) =>
    assertionResults.flatMap(({ meta }) => (meta.results ? [meta.results] : [])),
  )
  const origin = results.find(one => 'perSecond' in one)
  const growth = results.find(one => 'large' in one)
  if (!origin || !growth) throw new Error('The platform was not measured: see what Vitest printed.')
  if (origin.errors > 0) throw new Error(`${origin.errors} requests were not answered as they should be.`)
  return { origin, growth }
}

function runVitest(isQuick: boolean): Promise<void> {
  const args = ['vitest', 'run', '--config', 'packages/platform/test/load/vitest.config.ts']
  return new Promise((resolve, reject) => {
    const child = spawn('npx', [...args, '--reporter=json', `--outputFile=${REPORT}`], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, ...(isQuick && { QIYEMA_QUICK: '1' }) },
    })
    child.once('error', reject)
    child.once('close', () => resolve())
  })
}
