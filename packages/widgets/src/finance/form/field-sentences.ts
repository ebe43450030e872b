/** What is wrong with a field, and what to do, in a sentence. */
import type { FieldFault, FieldName } from './check-need.js'
import type { LaterScene } from './scene.js'

type Words = Pick<LaterScene, 'words' | 'formats'>

/** The sentence for a fault. */
export function sentenceOf(fault: FieldFault, { words, formats }: Words): string {
  switch (fault.code) {
    case 'required':
      return requiredSentence(fault.field, words)
    case 'unreadable':
      return unreadableSentence(fault.field, words)
    case 'doubtful':
      return words.amountDoubtful
    case 'too-fine':
      return words.amountTooFine
    case 'too-small':
      return words.tooSmall(limitOf(fault, formats, words))
    case 'too-great':
      return words.tooGreat(limitOf(fault, formats, words))
    case 'too-long':
      return words.tooLong(String(fault.limit ?? ''))
    case 'too-early':
      return words.untilTooEarly
    case 'too-late':
      return words.untilTooLate
    case 'unprintable':
      return words.unprintable
    case 'not-a-choice':
      return words.notAChoice
    case 'refused':
      return words.fieldRefused
  }
}

function requiredSentence(field: FieldName, words: Words['words']): string {
  switch (field) {
    case 'amount':
      return words.amountRequired
    case 'tenor':
      return words.tenorRequired
    case 'purpose':
      return words.purposeRequired
    case 'contactName':
      return words.contactNameRequired
    case 'contactPhone':
      return words.contactPhoneRequired
    case 'scopes':
      return words.scopesRequired
    case 'until':
      return words.untilRequired
    case 'contact':
      return words.contactConsentRequired
    default:
      return words.fieldRequired
  }
}

function unreadableSentence(field: FieldName, words: Words['words']): string {
  switch (field) {
    case 'amount':
      return words.amountUnreadable
    case 'tenor':
      return words.tenorUnreadable
    case 'maxRate':
      return words.maxRateUnreadable
    case 'contactPhone':
      return words.contactPhoneUnreadable
    default:
      return words.fieldRefused
  }
}

function limitOf({ field, limit }: FieldFault, formats: Words['formats'], words: Words['words']): string {
  if (typeof limit !== 'number') return limit ?? words.thatProduct
  switch (field) {
    case 'amount':
      return formats.amount(limit)
    case 'tenor':
      return words.months(formats.count(limit))
    case 'maxRate':
      return formats.rate(limit)
    default:
      return formats.count(limit)
  }
}
