/** What tests measure and say of it, for the page of the promises. */
import 'vitest'

declare module 'vitest' {
  interface TaskMeta {
    figure?: string
  }
}
