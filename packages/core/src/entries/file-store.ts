/** `@qiyema/core/stores/file`: where a verifier on Node keeps its lists. */
export { fileStore } from '../stores/file-store.js'
