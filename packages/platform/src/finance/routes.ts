/** The handlers of loans: a need is posted, banks take it up, one offer is accepted; credit, signature and pay-out follow. */
import type { contract } from '@qiyema/core/contract'
import type { Files } from '../files/files.js'
import type { Call, HandlersOf } from '../http/handler.js'
import { applicationAnswer, applicationAnswers } from './applications/answer.js'
import { acceptOffer, decline } from './applications/answer-offer.js'
import { contactEnterprise, grantCredit, payOut, signContract } from './applications/bank-steps.js'
import { claimNeed } from './applications/claim.js'
import { applicationFor, listApplications } from './applications/find.js'
import { askMaterials, readMaterial, supplyMaterial } from './applications/materials.js'
import { makeOffer } from './applications/offer.js'
import { readFacts } from './applications/reading.js'
import type { ApplicationRow } from './applications/steps.js'
import { needAnswer, needAnswers } from './needs/answer.js'
import { listNeeds } from './needs/list.js'
import { type NeedRow, ownNeed } from './needs/need.js'
import { postNeed } from './needs/post.js'
import { listQueue } from './needs/queue.js'
import { repostNeed } from './needs/repost.js'
import { withdrawNeed } from './needs/withdraw.js'
import { listProducts, readProduct } from './products/list.js'

export interface FinanceServices {
  readonly files: Files
}

type Take<Input> = (call: Call, input: Input) => Promise<ApplicationRow>

/** The handlers of `contract.finance`. */
export function financeRoutes({ files }: FinanceServices): HandlersOf<typeof contract.finance> {
  return {
    products: {
      async list(input, call) {
        const { items, nextCursor } = await listProducts(call, input)
        return { body: { items: [...items], nextCursor } }
      },
      async read({ productId }, call) {
        return { body: await readProduct(call, productId) }
      },
    },

    needs: {
      async submit(input, call) {
        const need = await postNeed(call, input)
        await call.audit('need.post', need.id, { amountFen: need.amount_fen, consent: need.consent_id })
        return needed(call, need)
      },
      async list(input, call) {
        const { items, nextCursor } = await listNeeds(call, input)
        return { body: { items: await needAnswers(call, items), nextCursor } }
      },
      async read({ needId }, call) {
        return needed(call, await ownNeed(call.db, call.caller, needId))
      },
      async withdraw(input, call) {
        const need = await withdrawNeed(call, input)
        await call.audit('need.withdraw', need.id)
        return needed(call, need)
      },
      async repost(input, call) {
        const need = await repostNeed(call, input)
        await call.audit('need.repost', need.id, { of: need.repost_of, consent: need.consent_id })
        return needed(call, need)
      },
    },

    queue: {
      async list(input, call) {
        const { items, nextCursor } = await listQueue(call, input)
        return { body: { items: [...items], nextCursor } }
      },
      claim: step('claim', claimNeed),
    },

    applications: {
      async list(input, call) {
        const { items, nextCursor } = await listApplications(call, input)
        return { body: { items: await applicationAnswers(call, items), nextCursor } }
      },
      async read({ applicationId }, call) {
        return applied(call, await applicationFor(call.db, call.caller, applicationId))
      },
      async facts(input, call) {
        const { id: read, consentId, facts } = await readFacts(call, input)
        await call.audit('application.read-facts', input.applicationId, { consent: consentId, read })
        return { body: { consentId, facts } }
      },
      contact: step('contact', contactEnterprise),
      askMaterials: step('ask-materials', askMaterials),
      async supply(input, call) {
        const { application, material } = await supplyMaterial(call, input, files)
        const { id: materialId, sha256 } = material
        await call.audit('application.supply', application.id, { material: materialId, sha256 })
        return applied(call, application)
      },
      async readMaterial(input, call) {
        const { material, content } = await readMaterial(call, input, files)
        await call.audit('application.read-material', input.applicationId, { material: material.id })
        return {
          bytes: content,
          headers: {
            'content-disposition': `attachment; filename="${material.id}.${EXTENSIONS[material.type ?? '']}"`,
          },
        }
      },
      offer: step('offer', makeOffer),
      decline: step('decline', decline),
      accept: step('accept', acceptOffer),
      grantCredit: step('grant-credit', grantCredit),
      sign: step('sign', signContract),
      disburse: step('disburse', payOut),
    },
  }
}

const EXTENSIONS: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'image/png': 'png',
  'image/jpeg': 'jpg',
}

/** A step of one side, written down under its name and answered with where the application stands. */
function step<Input>(name: string, take: Take<Input>) {
  return async (input: Input, call: Call) => {
    const application = await take(call, input)
    await call.audit(`application.${name}`, application.id, { state: application.state })
    return applied(call, application)
  }
}

async function applied(call: Call, application: ApplicationRow) {
  return { body: await applicationAnswer(call, application) }
}

async function needed(call: Call, need: NeedRow) {
  return { body: await needAnswer(call, need) }
}
