/** Promise 18: whatever is done to the trail is found. `QIYEMA_FULL=1` makes it a hundred thousand rows. */
import { expect, test } from 'vitest'
import { attackAuditTrail } from '../../test/audit-trail.js'
import { openTestStore } from '../../test/test-store.js'

const NOW = new Date('2026-03-02T01:00:00Z')
const isFull = process.env.QIYEMA_FULL === '1'
/** More than one signature is for, and not a round number. */
const ROWS = isFull ? 100_000 : 1301

test(`every edit, deletion, insertion, reordering and truncation of ${ROWS} rows is found`, {
  timeout: isFull ? 3_600_000 : 120_000,
}, async ({ task }) => {
  const store = await openTestStore({ now: () => NOW })
  const figures = await attackAuditTrail(store, ROWS, NOW)
  await store.close()
  const { rows, attacks, missed, secondsToSign, secondsToVerify } = figures
  task.meta.figure = `${attacks - missed.length} of ${attacks} attacks on ${rows} rows found; signed for in ${secondsToSign.toFixed(1)} s, verified in ${secondsToVerify.toFixed(1)} s`
  expect(missed).toEqual([])
  expect([rows, attacks]).toEqual([ROWS, 65])
})
