/** `@qiyema/sandbox/msw`: handlers for Mock Service Worker, in Node and in browsers. */
export { sandboxHandlers } from '../msw.js'
