/** `@qiyema/core/partner`: the platform's client for a partner's server. */
export {
  type ClientAssertion,
  type ClientAssertionRequest,
  createClientAssertion,
} from '../client/client-assertion.js'
export { ApiError } from '../client/errors.js'
export { createPartnerClient, type PartnerClientOptions } from '../client/partner-client.js'
