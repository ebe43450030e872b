/** `@qiyema/platform`: the platform as a function from Request to Response, and what one process needs to run it. No Node in it. */
export type { Caller, EnterpriseRole, Item, OfficerRole } from '../access/caller.js'
export {
  openSignIn,
  SIGN_IN_SECONDS,
  type SignedInPerson,
} from '../access/operators.js'
export { addPartnerOrigins, type PartnerRegistration, registerPartnerAccess } from '../access/partners.js'
export { createPlatform, type Platform, type PlatformOptions, SERVED } from '../app.js'
export { departmentIdOf, partnerIdOf, personIdOf, productIdOf } from '../county/names.js'
export { type CountyFiles, type CountyPack, countyPack } from '../county/pack.js'
export { isSeeded, seedCounty } from '../county/seed.js'
export type { SendWebhook } from '../events/sender.js'
export type { Files } from '../files/files.js'
export { createMemoryFiles } from '../files/memory-files.js'
export type { Language } from '../http/language.js'
export { LIMIT_POLICIES, type LimitPolicies, type LimitPolicy } from '../http/limits.js'
export { createLog, type Level, type Log, SILENT_LOG } from '../http/log.js'
export { PlatformProblem, problemBody } from '../http/problems.js'
export type { Jobs, JobWork, PlainData } from '../jobs/jobs.js'
export { createTableJobs, type TableJobs, type TableJobsOptions } from '../jobs/table-jobs.js'
export { generateKeys, keysOf, type PlatformKeys } from '../keys/keys.js'
export { officesOf, representativeOf, rolesOf } from '../registry/people.js'
export type { OfficerTable, PersonTable } from '../registry/tables.js'
export {
  type Ask,
  type Identity,
  type IdentityProvider,
  ProviderRefusal,
  type RefusalReason,
} from '../sign-in/identity-provider.js'
export type { ByProvider, SignInOptions } from '../sign-in/method.js'
export { type KnownBy, registerSubject } from '../sign-in/subjects.js'
export type { LocalisedText } from '../store/columns.js'
export {
  type Dump,
  type MemoryStore,
  type MemoryStoreOptions,
  openMemoryStore,
} from '../store/memory-store.js'
export type { Db, Store } from '../store/store.js'
