/** `@qiyema/core/connection`: the client for pages that load only the parts of the contract they use, as widgets do. */
export { type Connection, type ConnectionOptions, createConnection } from '../client/connection.js'
export { ApiError, type ApiErrorCode, type ApiErrorFacts } from '../client/errors.js'
export { newIdempotencyKey } from '../client/idempotency.js'
export type { Light, LightOperation, LightTree } from '../client/lighten.js'
export type { Progress } from '../client/message.js'
export type { PagedAnswer } from '../client/paged.js'
export type { ProblemReport } from '../client/problem.js'
export { type CallOptions, etagOf, type Resources } from '../client/resources.js'
