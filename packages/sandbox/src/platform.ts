/** The platform of a sandbox, as a server would put it together, with everything in this process. */
import {
  createLog,
  createMemoryFiles,
  createPlatform,
  createTableJobs,
  type LimitPolicies,
  type PlatformKeys,
  type SendWebhook,
  SILENT_LOG,
  type Store,
} from '@qiyema/platform'

export interface PlatformParts {
  readonly baseUrl: string
  readonly store: Store
  readonly keys: PlatformKeys
  readonly now: () => Date
  readonly sendWebhook: SendWebhook
  readonly limits?: Partial<LimitPolicies>
  readonly writeLog?: (line: string) => void
}

/** A platform in this process. */
export interface RunningPlatform {
  /** Answers a request. What becomes due by it is done before the answer goes out. */
  fetch(request: Request): Promise<Response>
  /** Does what is due, and what becomes due by that. */
  settle(): Promise<void>
}

export function startPlatform({ baseUrl, limits, writeLog, ...parts }: PlatformParts): RunningPlatform {
  const { store, now } = parts
  const log = writeLog ? createLog(writeLog, now) : SILENT_LOG
  const jobs = createTableJobs({ store, now, log })
  const platform = createPlatform({
    ...parts,
    baseUrl,
    mode: 'development',
    jobs,
    files: createMemoryFiles({ now }),
    log,
    limits: { ...UNLIMITED, ...limits },
    clientAddress: () => 'sandbox',
  })
  jobs.handle(platform.jobs)
  let running: Promise<void> | undefined
  let isMoreDue = false

  function settle(): Promise<void> {
    isMoreDue = true
    running ??= runDue().finally(() => {
      running = undefined
    })
    return running
  }

  async function runDue(): Promise<void> {
    while (isMoreDue) {
      isMoreDue = false
      await jobs.runDue()
    }
  }

  return {
    settle,
    async fetch(request) {
      const answer = await platform.app.fetch(request)
      if (request.method === 'GET' || request.method === 'HEAD') return answer
      // Whoever receives a webhook may call the platform before answering, and would wait for itself.
      if (running) isMoreDue = true
      else await settle()
      return answer
    },
  }
}

const MANY = { requests: 1e9, seconds: 60 }

/** Tests call as often as they like, unless they say how often one may. */
const UNLIMITED: LimitPolicies = {
  anyone: MANY,
  widget: MANY,
  operator: MANY,
  officer: MANY,
  partner: MANY,
  refused: MANY,
}
