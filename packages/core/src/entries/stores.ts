/** `@qiyema/core/stores`: where a verifier keeps its lists, in memory or in a browser. */
export { indexedDbStore } from '../stores/indexed-db.js'
export { memoryStore, type VerifierStore } from '../stores/store.js'
