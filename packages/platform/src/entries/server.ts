/** `@qiyema/platform/server`: the platform as a process on Node, with its store, its keys and files, its jobs. */
export type { TreeHead } from '../audit/head.js'
export type { AuditVerdict, Damage } from '../audit/verify.js'
export { type VerifyTrailOptions, verifyTrailOf } from '../server/audit.js'
export { type Configuration, type Environment, readConfiguration } from '../server/configuration.js'
export { type RunOptions, runServer } from '../server/run.js'
export { type PlatformServer, type ServerOptions, startServer } from '../server/server.js'
export { SetUpError } from '../set-up-error.js'
export { type OpenedStore, openStore, type StoreConfiguration } from '../store/open-store.js'
