/**
 * The story: an enterprise and its bank, from a code that is claimed to one that is revoked. Each step is a file of `steps/`
 * that can be read, and copied, alone. Any surprise ends it.
 */
import { openCast } from './cast.ts'
import { clearUp } from './clear-up.ts'
import { receiveWebhooks } from './receive-webhooks.ts'
import { acceptOffer } from './steps/accept-offer.ts'
import { askConsent } from './steps/ask-consent.ts'
import { claimCode } from './steps/claim-code.ts'
import { claimNeed } from './steps/claim-need.ts'
import { hearOfIt } from './steps/hear-of-it.ts'
import { issueCodes } from './steps/issue-codes.ts'
import { makeOffers } from './steps/make-offers.ts'
import { matchPolicies } from './steps/match-policies.ts'
import { openSession } from './steps/open-session.ts'
import { payOut } from './steps/pay-out.ts'
import { postNeed } from './steps/post-need.ts'
import { readFacts } from './steps/read-facts.ts'
import { revokeCode } from './steps/revoke-code.ts'
import { scanCode } from './steps/scan-code.ts'
import { supplyMaterial } from './steps/supply-material.ts'
import { verifyOffline } from './steps/verify-offline.ts'
import { withdrawConsent } from './steps/withdraw-consent.ts'
import { chapter, say } from './tell.ts'

const { platform, enterprise, bank, otherBanks, lateBank } = await openCast(process.env)
chapter('The enterprise gets its code')
await claimCode(enterprise)
await clearUp(enterprise, bank)
const webhooks = await receiveWebhooks(bank)
try {
  const codes = await issueCodes(enterprise)

  chapter('Somebody scans it')
  await scanCode(platform, enterprise, codes)
  const verifier = await verifyOffline(platform, enterprise, codes)

  chapter('Its bank asks what it may read')
  const consent = await askConsent(platform, enterprise, bank)
  const session = await openSession(platform, enterprise, bank)

  chapter('The enterprise looks for support')
  await matchPolicies(enterprise)

  chapter('It needs a loan, and banks compete')
  const need = await postNeed(enterprise)
  const applications = await claimNeed(need, [bank, ...otherBanks], lateBank)
  await readFacts(applications)
  await supplyMaterial(enterprise, applications)
  await makeOffers(applications)
  const application = await acceptOffer(enterprise, need, bank)
  await payOut(enterprise, bank, application)
  await hearOfIt(webhooks, { consent, need, application })

  chapter('It takes back what it gave')
  await withdrawConsent(enterprise, bank, consent, session, webhooks)
  await revokeCode(enterprise, codes, verifier, webhooks)
} finally {
  await webhooks.close()
}
say('The end: everything was as this story tells it.')
