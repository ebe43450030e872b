/** The words of the strip that says how fresh the lists are. */
import type * as chinese from '../zh-cn/lists.js'

export const lists: typeof chinese.lists = {
  heading: 'Lists',
  trust: 'Trust list',
  status: 'Status list',
  edition: (seq: number, time: string, age: string) => `edition ${seq}, as of ${time} (${age})`,
  asOf: (time: string, age: string) => `as of ${time} (${age})`,
  trustMissing: 'There is no trust list on this device yet. Go online and refresh before checking.',
  trustExpired: (time: string) => `expired ${time}. Go online and refresh before checking.`,
  statusMissing: 'There is no status list on this device yet, so results will be “could not be checked”.',
  refresh: 'Refresh now',
  refreshing: 'Refreshing…',
  updated: 'Brought up to date.',
  unchanged: 'Already up to date; nothing has changed.',
  failed: 'Could not be refreshed. The lists held before are still used.',
  failedOffline: 'There is no network now. The lists held before are still used.',
  offline: 'Offline: checking with the lists kept on this device.',
  offlineReady: 'This page now works offline.',
  reasons: 'Reasons',
}
