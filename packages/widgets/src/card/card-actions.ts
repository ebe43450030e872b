/** What anybody does with a card: copies its number, saves the contact, shares it. Loaded when the card has been drawn. */
import type { Connection } from '@qiyema/core/connection'
import { card as cardOperations } from '@qiyema/core/operations/card'
import { formatsFor } from '../shared/formats.js'
import { copyText, downloadFile, shareLink } from '../shared/give-away.js'
import { textsFor } from '../shared/texts.js'
import type { Card } from './card.js'
import { cardActionsTexts } from './card-actions.texts.js'

/** What an action came to, said beside the buttons. */
export interface Said {
  readonly sentence: string
  /** Another way to the same. */
  readonly link?: { readonly href: string; readonly text: string }
}

/** Says it in the language of then: pages change it. */
export type Say = (language: string) => Said

const wordsFor = (language: string) => textsFor(cardActionsTexts, language)

export async function copyUscc({ uscc }: Card): Promise<Say> {
  const name = (await copyText(uscc)) ? 'copied' : 'copyFailed'
  return language => ({ sentence: wordsFor(language)[name] })
}

/** @param address - where the file is, for web views that know no downloads */
export async function saveContact({ uscc }: Card, connection: Connection, address: string): Promise<Say> {
  const vcard = await connection.use(cardOperations).vcard({ uscc })
  downloadFile(new Blob([vcard], { type: 'text/vcard' }), `${uscc}.vcf`)
  return language => {
    const { saved, saveLink } = wordsFor(language)
    return { sentence: saved, link: { href: address, text: saveLink } }
  }
}

/** @returns nothing when the system's own share sheet has said it */
export async function shareCard(
  { name, uscc }: Card,
  url: string,
  language: string,
): Promise<Say | undefined> {
  const title = formatsFor(language).localised(name)
  const shared = await shareLink({ title, text: wordsFor(language).shareText(title, uscc), url })
  if (shared === 'copied') return language => ({ sentence: wordsFor(language).linkCopied })
  return shared === 'failed' ? language => ({ sentence: wordsFor(language).linkNotCopied(url) }) : undefined
}
