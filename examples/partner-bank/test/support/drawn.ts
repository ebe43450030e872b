/** Pages are looked at when their widgets are there. */
import type { Page } from 'playwright-core'

/** So long widgets may take, on a slow machine. */
export const PATIENCE_MS = 60_000

/** Until no widget is loading any more. */
export async function untilDrawn(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle')
  await page.waitForFunction(() => document.querySelector('[state=loading]') === null, undefined, {
    timeout: PATIENCE_MS,
  })
}
