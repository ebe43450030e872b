/** The port that webhooks leave by: a server's is `node-sender.ts`, a sandbox's hands them to a function. */

/**
 * Sends one webhook, and gives what was answered. Follows no redirect, waits 15 seconds at most, and reads no more of an
 * answer than its status. Throws when there was none, and for an address that nothing is sent to.
 */
export type SendWebhook = (request: Request) => Promise<{ readonly status: number }>
