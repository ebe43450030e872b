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

export async function copyUscc({ uscc }: Card, language: string): Promise<Said> {
  const words = textsFor(cardActionsTexts, language)
  return { sentence: (await copyText(uscc)) ? words.copied : words.copyFailed }
}

/** @param address - where the file is, for web views that know no downloads */
export async function saveContact(
  { uscc }: Card,
  connection: Connection,
  address: string,
  language: string,
): Promise<Said> {
  const words = textsFor(cardActionsTexts, language)
  const vcard = await connection.use(cardOperations).vcard({ uscc })
  downloadFile(new Blob([vcard], { type: 'text/vcard' }), `${uscc}.vcf`)
  return { sentence: words.saved, link: { href: address, text: words.saveLink } }
}

/** @returns nothing when the system's own share sheet has said it */
export async function shareCard(
  { name, uscc }: Card,
  url: string,
  language: string,
): Promise<Said | undefined> {
  const words = textsFor(cardActionsTexts, language)
  const title = formatsFor(language).localised(name)
  const shared = await shareLink({ title, text: words.shareText(title, uscc), url })
  if (shared === 'copied') return { sentence: words.linkCopied }
  return shared === 'failed' ? { sentence: words.linkNotCopied(url) } : undefined
}
