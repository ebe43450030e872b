// What is promised, in the order of docs/promises.md, and the tests that would fail if it were not kept.

export interface Promised {
  readonly number: number
  readonly name: string
  /** What exactly, with the figure that is promised. */
  readonly promise: string
  /** Vitest's projects: on which engines, where a store takes part. */
  readonly projects: readonly string[]
  readonly files: readonly string[]
}

export const PROMISES: readonly Promised[] = [
  {
    number: 1,
    name: 'the client survives faults',
    promise: '20 faults × GET and POST: 40 of 40 wanted outcomes, no hang, at most 250 ms over the deadline',
    projects: ['unit'],
    files: ['packages/core/src/client/faults.test.ts'],
  },
  {
    number: 2,
    name: 'one intent, one effect',
    promise: '10,000 POSTs through a proxy that resets or delays 30 %: exactly 10,000 effects',
    projects: ['unit'],
    files: ['packages/core/src/client/one-effect.test.ts'],
  },
  {
    number: 3,
    name: 'no secret in an error or a log',
    promise: 'planted tokens, telephone and identity numbers: none found, to a depth of 20',
    projects: ['unit'],
    files: ['packages/core/src/client/no-secret.test.ts', 'packages/platform/src/http/log.test.ts'],
  },
  {
    number: 4,
    name: 'no retry storm',
    promise: 'at most 1.25 × the requests in an outage of 3 s with 200 clients',
    projects: ['unit'],
    files: ['packages/core/src/client/retry-storm.test.ts'],
  },
  {
    number: 5,
    name: 'strict tokens',
    promise: 'every invalid JWS of Wycheproof refused, every valid one of our algorithms accepted',
    projects: ['unit'],
    files: ['packages/core/test/strict-jws*.test.ts'],
  },
  {
    number: 7,
    name: 'no forged bit',
    promise: 'every single-bit flip of 100 codes refused (1,000 in `npm run bench`)',
    projects: ['unit'],
    files: ['packages/core/test/flipped-bits.test.ts'],
  },
  {
    number: 9,
    name: 'the origin scales',
    promise: '5,000 authenticated requests a second for a minute on two cores, p95 at most 100 ms, no error',
    projects: ['postgresql'],
    files: ['packages/platform/test/load/origin.postgresql*'],
  },
  {
    number: 10,
    name: 'kill -9 of the platform loses nothing',
    promise: '200 kills, at least 100,000 acknowledged writes: none lost, none double, no orphan event',
    projects: ['folder', 'postgresql'],
    files: ['packages/platform/test/crash/platform-killed*'],
  },
  {
    number: 11,
    name: 'kill -9 of PostgreSQL loses nothing',
    promise: '50 kills, no acknowledged write lost, ready in at most 10 s',
    projects: ['postgresql'],
    files: ['packages/platform/test/crash/postgresql-killed*'],
  },
  {
    number: 12,
    name: 'webhooks arrive',
    promise:
      '10,000 events, a receiver that fails 30 % and is down for an hour: all delivered, in order per resource',
    projects: ['memory'],
    files: ['packages/platform/src/events/arrival.memory.test.ts'],
  },
  {
    number: 13,
    name: 'webhooks are real',
    promise:
      'Standard Webhooks `v1` and `v1a`, three live secrets, ± 300 s, no replay; both ways with `standardwebhooks`',
    projects: ['unit', 'memory'],
    files: [
      'packages/core/src/webhooks.test.ts',
      'packages/core/src/webhook-forgery.test.ts',
      'packages/platform/src/events/delivery.store.test.ts',
    ],
  },
  {
    number: 14,
    name: 'tenants are walls',
    promise: 'every table × 4 verbs × a foreign tenant: 0 rows; every route × every wrong role: refused',
    projects: ['memory', 'postgresql'],
    files: [
      'packages/platform/test/tenant-walls.store.test.ts',
      'packages/platform/test/access-matrix.memory.test.ts',
      'packages/platform/test/foreign-ids.store.test.ts',
    ],
  },
  {
    number: 15,
    name: 'a session is a cell',
    promise:
      'one enterprise, named components, exact origins, ten minutes, bound to a key: 30 attacks refused',
    projects: ['memory'],
    files: [
      'packages/platform/src/access/*-attacks.memory.test.ts',
      'packages/platform/src/session/routes.store.test.ts',
      'packages/platform/test/used-credentials.memory.test.ts',
    ],
  },
  {
    number: 16,
    name: 'the API never answers 500',
    promise: '100,000 generated requests over every operation: no server error, no answer off the contract',
    projects: ['memory'],
    files: ['packages/platform/test/fuzz.memory.test.ts'],
  },
  {
    number: 17,
    name: 'hostile text stays text',
    promise:
      'more than 300 hostile strings through every text of every widget: 0 executions, 0 overflow at 320 px, rare ideographs intact',
    projects: ['browser'],
    files: ['packages/widgets/test/hostile-text.browser.test.ts'],
  },
  {
    number: 18,
    name: 'the audit trail cannot be rewritten',
    promise: 'any edit, deletion, reordering or truncation of 100,000 rows is found',
    projects: ['memory'],
    files: [
      'packages/platform/src/audit/trail.store.test.ts',
      'packages/platform/src/audit/attacks.memory.test.ts',
    ],
  },
]
