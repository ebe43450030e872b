/** What the addresses of signing in work with. */
import type { Limits } from '../http/limits.js'
import type { Effects } from '../http/perform.js'
import type { ServeOptions } from '../http/serve.js'
import type { Store } from '../store/store.js'
import type { Returns } from './returns.js'

export interface SignInServices extends ServeOptions {
  readonly store: Store
  readonly limits: Limits
  readonly audit: Effects['audit']
  readonly returns: Returns
}
