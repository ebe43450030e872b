/** What a story may want of the platform it is shown over, in `parameters.sandbox`. */
import type { OperationName, Sandbox } from '@qiyema/sandbox'

export interface SandboxWishes {
  /** `false`: the page gives no token, and what is public is shown. `lost`: the bank refuses one. */
  readonly session?: false | 'lost'
  /** Whose page it is: `bank-01` unless given. */
  readonly bank?: string
  /** Whose data: `ent-02` unless given. */
  readonly enterprise?: string
  readonly faults?: readonly {
    readonly fault: 'slow' | 'fail' | 'lose-answer' | 'offline'
    readonly operation?: OperationName
    readonly times?: number
    readonly milliseconds?: number
    readonly status?: 500 | 503
  }[]
  /** What has happened before, such as a need posted and an offer made. */
  prepare?(sandbox: Sandbox): Promise<void>
}
