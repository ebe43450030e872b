/** `@qiyema/core/webhooks`: for who receives what the platform sends, and for who sends it. */
export { QiyemaError, type QiyemaErrorCode, type QiyemaErrorData } from '../errors.js'
export { newWebhookKeyPair, newWebhookSecret } from '../webhook-keys.js'
export { memorySeenWebhooks, type SeenWebhooks } from '../webhook-seen.js'
export {
  type SignedHeaders,
  signWebhook,
  type VerifiedWebhook,
  type VerifyWebhookOptions,
  verifyWebhook,
  type WebhookHeaders,
} from '../webhooks.js'
