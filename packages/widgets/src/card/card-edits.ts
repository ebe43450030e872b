/** What was changed on a card and is not saved yet: each with what stood there before, so that nobody's later word is lost unseen. */
import type { Card } from './card.js'
import { type CardForm, FORM_FIELDS, type FormField, formOf } from './card-form.js'

export interface CardEdit {
  readonly typed: string
  /** What the card said when it was typed. */
  readonly before: string
}

/** The caption is of a picture that is still to be chosen. */
export type CardEdits = Readonly<Record<FormField | 'caption', CardEdit>>

/** The form with what was typed into it. */
export function editedForm(card: Card, edits: Partial<CardEdits>): CardForm {
  const typed = FORM_FIELDS.flatMap(name => {
    const edit = edits[name]
    return edit ? [[name, edit.typed] as const] : []
  })
  return { ...formOf(card), ...Object.fromEntries(typed) }
}

/** Fields that somebody else has changed since, to something else than what was typed. */
export function overtakenIn(card: Card, edits: Partial<CardEdits>): readonly FormField[] {
  const now = formOf(card)
  return FORM_FIELDS.filter(name => {
    const edit = edits[name]
    return edit !== undefined && edit.before !== now[name] && edit.typed !== now[name]
  })
}

/** From a device's store: what is no edit is left out. */
export function readEdits(kept: unknown): Partial<CardEdits> {
  if (typeof kept !== 'object' || kept === null) return {}
  const known: readonly string[] = [...FORM_FIELDS, 'caption']
  return Object.fromEntries(
    Object.entries(kept).filter(([name, edit]) => known.includes(name) && isEdit(edit)),
  )
}

function isEdit(value: unknown): value is CardEdit {
  if (typeof value !== 'object' || value === null || !('typed' in value) || !('before' in value)) return false
  return typeof value.typed === 'string' && typeof value.before === 'string'
}
