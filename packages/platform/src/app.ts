/** The platform, put together: a function from Request to Response, with everything it stands on given from outside. */
import { contract } from '@qiyema/core/contract'
import { Hono } from 'hono'
import { createAuthenticate } from './access/authenticate.js'
import { isOpenTo } from './access/consents.js'
import { createProofs } from './access/dpop.js'
import { createPartnerTokens } from './access/partner-tokens.js'
import { createOriginRegister } from './access/partners.js'
import { createJwsSigner } from './access/sign-jws.js'
import { createTokens } from './access/tokens.js'
import { AUDIT_SWEEPS, auditJobs } from './audit/checkpoint.js'
import { HEAD_TYPE } from './audit/head.js'
import { createAudit } from './audit/record.js'
import { auditRoutes } from './audit/routes.js'
import { pictureFiles } from './card/files.js'
import { readCard } from './card/read-cards.js'
import { cardRoutes } from './card/routes.js'
import { codeRoutes } from './code/routes.js'
import { CONSENT_SWEEPS, consentJobs } from './consent/jobs.js'
import { consentRoutes } from './consent/routes.js'
import { dictionaryRoutes } from './dictionary/routes.js'
import { DELIVERY_SWEEPS, deliveryJobs } from './events/deliver.js'
import { createEvents } from './events/emit.js'
import type { SendWebhook } from './events/sender.js'
import { createWebhookSigner } from './events/sign.js'
import type { Files } from './files/files.js'
import { FILE_SWEEPS, fileJobs } from './files/sweep.js'
import { materialFiles } from './finance/files.js'
import { FINANCE_SWEEPS, financeJobs } from './finance/jobs.js'
import { financeRoutes } from './finance/routes.js'
import { mountHealth } from './http/health.js'
import { createLimits, type LimitPolicies } from './http/limits.js'
import { type Log, SILENT_LOG } from './http/log.js'
import { type MountOptions, mount, mountFallbacks } from './http/mount.js'
import { mountOAuth } from './http/oauth.js'
import type { Effects } from './http/perform.js'
import { newRequestId } from './http/request-id.js'
import { createSecrets } from './http/secrets.js'
import { identityRoutes } from './identity/routes.js'
import { createIssuer } from './issuing/issuer.js'
import { createJudge } from './issuing/judge.js'
import { createStatusLists } from './issuing/status-list.js'
import { HOUSEKEEPING_SWEEPS, housekeepingJobs } from './jobs/housekeeping.js'
import { bindJobs, type JobEffects, type Jobs, type JobWork } from './jobs/jobs.js'
import type { PlatformKeys } from './keys/keys.js'
import { mountPages } from './pages/mount.js'
import { POLICY_SWEEPS, policyJobs } from './policy/jobs.js'
import { policyRoutes } from './policy/routes.js'
import { mountReference } from './reference/mount.js'
import { findEnterpriseByUscc } from './registry/enterprises.js'
import { roleOf } from './registry/people.js'
import { sessionRoutes } from './session/routes.js'
import { SIGN_IN_SWEEPS, signInJobs } from './sign-in/jobs.js'
import { type SignInOptions, signInMethodOf } from './sign-in/method.js'
import { mountSignIn } from './sign-in/mount.js'
import { createReturns } from './sign-in/returns.js'
import type { Store } from './store/store.js'
import { webhookRoutes } from './webhook/routes.js'

/** The parts of the contract that this platform serves. What is not among them is not there yet, and answers 404. */
export const SERVED = {
  audit: contract.audit,
  card: contract.card,
  code: contract.code,
  consent: contract.consent,
  facts: contract.facts,
  finance: contract.finance,
  identity: contract.identity,
  policy: contract.policy,
  session: contract.session,
  webhook: contract.webhook,
} as const

/** What a platform is made of. */
export interface PlatformOptions {
  /** Where it is reached, without a final slash: the issuer of its codes and tokens. */
  readonly baseUrl: string
  /** In `production` whatever is only for trying things out is refused. */
  readonly mode: 'production' | 'development'
  readonly store: Store
  readonly keys: PlatformKeys
  readonly jobs: Jobs
  readonly files: Files
  readonly sendWebhook: SendWebhook
  /** How people sign in; absent where none do. */
  readonly signIn?: SignInOptions
  readonly now: () => Date
  readonly log?: Log
  readonly limits?: LimitPolicies
  /** Where a request comes from; by default nobody knows, and all who prove nothing are counted together. */
  readonly clientAddress?: (request: Request, env: unknown) => string
  readonly isStopping?: () => boolean
}

export interface Platform {
  readonly app: Hono
  /** For whoever runs jobs: what each does. */
  readonly jobs: JobWork
}

/**
 * Puts a platform together.
 *
 * @throws {SetUpError} `ERR_SIGN_IN`, `ERR_RETURN_TO` for ways to sign in that cannot be
 *
 * @example
 * ```ts
 * const jobs = createTableJobs({ store, now })
 * const platform = createPlatform({ baseUrl, mode: 'development', store, keys, jobs, files, sendWebhook, now })
 * jobs.handle(platform.jobs)
 * const answer = await platform.app.fetch(new Request(`${baseUrl}/healthz`))
 * ```
 */
export function createPlatform(options: PlatformOptions): Platform {
  const { baseUrl, store, keys, jobs, files, now } = options
  const tokens = createTokens({ issuer: baseUrl, keys: keys.tokens, now })
  const proofs = createProofs({ nonceKey: keys.nonce, now })
  const makeSecret = createSecrets(keys.secret)
  const signer = createWebhookSigner(keys.webhooks, makeSecret)
  const issuer = createIssuer({ baseUrl, keys })
  const judge = createJudge(issuer)
  const audit = createAudit()
  const { emit } = createEvents({ jobs })
  const effects: Effects = { audit: audit.ofCall, emit, enqueue: jobs.enqueue }
  const mounting: MountOptions = {
    baseUrl,
    now,
    log: options.log ?? SILENT_LOG,
    newRequestId,
    clientAddress: options.clientAddress ?? (() => 'unknown'),
    store,
    authenticate: createAuthenticate({ store, tokens, proofs, people: { roleOf }, now }),
    limits: createLimits(options.limits),
    effects,
    makeSecret,
    isKnownOrigin: createOriginRegister(store, now),
  }

  const app = new Hono()
  mountHealth(app, { ...mounting, isStopping: options.isStopping ?? (() => false) })
  mountOAuth(app, {
    ...mounting,
    grantToken: createPartnerTokens({ store, tokens, issuer: baseUrl, now }),
  })
  mount(
    app,
    SERVED,
    {
      audit: auditRoutes(),
      card: cardRoutes({ baseUrl, files }),
      code: codeRoutes({ issuer, judge, statusLists: createStatusLists(issuer), keys }),
      consent: consentRoutes({ baseUrl, signReceipt: createJwsSigner(keys.receipts, 'qym-receipt+jwt') }),
      facts: dictionaryRoutes(),
      identity: identityRoutes(),
      policy: policyRoutes(),
      finance: financeRoutes({ files }),
      session: sessionRoutes({
        tokens,
        proofs,
        findEnterprise: findClaimed,
        isOpenTo,
      }),
      webhook: webhookRoutes({
        publicKey: signer.publicKey,
        isLocalAccepted: options.mode === 'development',
      }),
    },
    mounting,
  )
  mountPages(app, {
    ...mounting,
    judge,
    readCard: (db, enterpriseId) => readCard(db, enterpriseId, { isWhole: false, baseUrl }),
  })
  if (options.signIn)
    mountSignIn(app, signInMethodOf(options.signIn, options.mode), {
      ...mounting,
      audit: effects.audit,
      returns: createReturns(options.signIn.returnTo ?? []),
    })
  mountReference(app, { ...mounting, served: SERVED })
  mountFallbacks(app, mounting)

  const jobEffects: JobEffects = {
    audit: audit.ofJob(now),
    emit: (db, event) => emit(db, event, now()),
    enqueue: jobs.enqueue,
  }
  const work = bindJobs(
    [
      auditJobs({ signHead: createJwsSigner(keys.audit, HEAD_TYPE) }),
      consentJobs(),
      deliveryJobs({ signer, send: options.sendWebhook }),
      financeJobs(),
      fileJobs({ files, uses: [pictureFiles, materialFiles] }),
      housekeepingJobs(),
      policyJobs(),
      signInJobs(),
    ],
    [
      ...AUDIT_SWEEPS,
      ...CONSENT_SWEEPS,
      ...DELIVERY_SWEEPS,
      ...FILE_SWEEPS,
      ...FINANCE_SWEEPS,
      ...HOUSEKEEPING_SWEEPS,
      ...POLICY_SWEEPS,
      ...SIGN_IN_SWEEPS,
    ],
    { store, now, effects: jobEffects },
  )
  return { app, jobs: work }
}

/** An enterprise that has its code; to partners, others are not there. */
const findClaimed: Parameters<typeof sessionRoutes>[0]['findEnterprise'] = async (db, uscc) => {
  const enterprise = await findEnterpriseByUscc(db, uscc)
  return enterprise?.claimed_at ? { id: enterprise.id, name: enterprise.name } : undefined
}
