/** The handlers of cards: read by anyone, edited by their enterprise, exchanged between two, and corrected at the source. */
import type { contract } from '@qiyema/core/contract'
import { enterpriseIdOf } from '../access/caller.js'
import type { Files } from '../files/files.js'
import type { Call, HandlersOf } from '../http/handler.js'
import { PlatformProblem } from '../http/problems.js'
import { findEnterpriseByUscc } from '../registry/enterprises.js'
import type { Db } from '../store/store.js'
import type { Card } from './card-of.js'
import { correctionAnswers } from './corrections/answer.js'
import { decideCorrection } from './corrections/decide.js'
import { listCorrections } from './corrections/list.js'
import { type CorrectionRow, submitCorrection } from './corrections/submit.js'
import { exchangeAnswers } from './exchanges/answer.js'
import { listExchanges } from './exchanges/list.js'
import { offerCard } from './exchanges/offer.js'
import type { ExchangeRow, Step } from './exchanges/steps.js'
import { takeStep } from './exchanges/take-step.js'
import { cardHolder, editOwnCard, ownCard, seesWhole } from './own-card.js'
import { pictureAnswer } from './picture-answer.js'
import { addPicture, readPicture, removePicture } from './pictures/keep.js'
import { readCard } from './read-cards.js'
import { vcardOf } from './vcard.js'

export interface CardServices {
  /** The platform's public address, without a final slash. */
  readonly baseUrl: string
  readonly files: Files
}

/** Of what never changes under its address. */
const FOREVER = 'public, max-age=31536000, immutable'

/** The handlers of `contract.card`. */
export function cardRoutes({ baseUrl, files }: CardServices): HandlersOf<typeof contract.card> {
  const step =
    (name: Step) =>
    async ({ exchangeId }: { readonly exchangeId: string }, call: Call) =>
      exchanged(await takeStep(name, exchangeId, call), call)

  const exchanged = async (row: ExchangeRow, call: Call) => {
    const [body] = await exchangesFor([row], call)
    if (!body) throw new TypeError('One exchange has one answer.')
    return { body }
  }

  const exchangesFor = async (rows: readonly ExchangeRow[], { db, caller, now }: Call) => {
    return exchangeAnswers(db, rows, {
      enterpriseId: enterpriseIdOf(caller),
      now,
      view: { isWhole: seesWhole(caller), baseUrl },
    })
  }

  const publicCard = async (db: Db, uscc: string): Promise<Card> => {
    const enterprise = await findEnterpriseByUscc(db, uscc)
    if (!enterprise || enterprise.claimed_at === null) throw new PlatformProblem('not_found')
    return readCard(db, enterprise.id, { isWhole: false, baseUrl })
  }

  return {
    async readPublic({ uscc }, { db }) {
      return { body: await publicCard(db, uscc) }
    },

    async vcard({ uscc }, { db }) {
      return {
        bytes: vcardOf(await publicCard(db, uscc), `${baseUrl}/v1/cards/${uscc}`),
        contentType: 'text/vcard; charset=utf-8',
        headers: { 'content-disposition': `attachment; filename="${uscc}.vcf"` },
      }
    },

    read: (_input, call) => ownCard(call, baseUrl),

    update: (changes, call) => editOwnCard(call, changes, baseUrl),

    pictures: {
      async add({ caption, ...upload }, call) {
        const picture = await addPicture(call, upload, caption, files)
        await call.audit('card.add-picture', picture.id, { enterprise: picture.enterprise_id })
        return { body: pictureAnswer(picture, baseUrl) }
      },

      async remove({ pictureId }, call) {
        await removePicture(call, pictureId)
        await call.audit('card.remove-picture', pictureId)
        return {}
      },

      async read({ pictureId }, { db }) {
        const { picture, content } = await readPicture(db, pictureId, files)
        const extension = picture.type.slice('image/'.length)
        return {
          bytes: content,
          contentType: picture.type,
          headers: {
            'cache-control': FOREVER,
            'content-disposition': `inline; filename="${pictureId}.${extension}"`,
          },
        }
      },
    },

    exchanges: {
      async offer(input, call) {
        const exchange = await offerCard(call, input)
        await call.audit('card.offer', exchange.id, { to: exchange.to_id })
        return exchanged(exchange, call)
      },

      async list(input, call) {
        const { id } = await cardHolder(call.db, call.caller)
        const { items, nextCursor } = await listExchanges(call.db, id, input, call.now)
        return { body: { items: await exchangesFor(items, call), nextCursor } }
      },

      accept: step('accept'),
      decline: step('decline'),
      withdraw: step('withdraw'),
    },

    corrections: {
      async submit(input, call) {
        const correction = await submitCorrection(call, input)
        await call.audit('correction.submit', correction.id, {
          fact: correction.fact_id,
          owner: correction.department_id,
        })
        return corrected(correction, call)
      },

      async list(input, { db, caller }) {
        const { items, nextCursor } = await listCorrections(db, caller, input)
        return { body: { items: await correctionAnswers(db, items, caller), nextCursor } }
      },

      async answer({ correctionId, ...decision }, call) {
        return corrected(await decideCorrection(call, correctionId, decision), call)
      },
    },
  }
}

async function corrected(row: CorrectionRow, { db, caller }: Call) {
  const [body] = await correctionAnswers(db, [row], caller)
  if (!body) throw new TypeError('One correction has one answer.')
  return { body }
}
