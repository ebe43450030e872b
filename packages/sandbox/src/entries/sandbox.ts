/** `@qiyema/sandbox`: the platform in one process, with the sample county. */
export type { ClockStart, Duration, SandboxClock } from '../clock.js'
export type { Faults, SwitchOff, Where } from '../faults.js'
export type { OperationName } from '../operation-of.js'
export type { Partner } from '../partners.js'
export { sampleCounty } from '../sample-county.js'
export {
  createSandbox,
  type Sandbox,
  type SandboxOptions,
  type SandboxPartner,
  type WidgetWishes,
} from '../sandbox.js'
export type { ReceiveWebhook, SentWebhook, SentWebhooks } from '../sent-webhooks.js'
