// One process that makes sandboxes, as a test file does, and says how long that took.
const begun = performance.now()
const { createSandbox } = await import('@qiyema/sandbox')
const imported = performance.now()
const sandbox = await createSandbox()
const ready = performance.now()
await sandbox.anyone.card.readPublic({ uscc: sandbox.usccOf('ent-02') })
const answered = performance.now()
const second = await createSandbox()
const secondReady = performance.now()
await sandbox.reset()
const reset = performance.now()
await Promise.all([sandbox.close(), second.close()])

/** In milliseconds. */
export interface SandboxTimes {
  readonly imported: number
  readonly ready: number
  readonly answered: number
  readonly second: number
  readonly reset: number
  readonly megabytes: number
}

const times: SandboxTimes = {
  imported: imported - begun,
  ready: ready - begun,
  answered: answered - begun,
  second: secondReady - answered,
  reset: reset - secondReady,
  megabytes: process.memoryUsage().rss / 1e6,
}
console.log(JSON.stringify(times))
