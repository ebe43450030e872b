/** What an enterprise may say on its card, as it is typed and as the platform takes it. */
import type { Card, CardChanges } from './card.js'

/** As typed; lists have a line for each. */
export interface CardForm {
  readonly contactRole: string
  readonly phone: string
  readonly email: string
  readonly website: string
  readonly products: string
  readonly strengths: string
}

export type FormField = keyof CardForm
export type FormFault = 'phone' | 'email' | 'website' | 'too-long' | 'too-many' | 'unprintable' | 'refused'
export type FormFaults = Partial<Record<FormField, FormFault>>

export const FORM_FIELDS: readonly FormField[] = [
  'contactRole',
  'phone',
  'email',
  'website',
  'products',
  'strengths',
]

export const MOST_LINES = 20
const LONGEST_LINE = 100
const LONGEST_ROLE = 50
const UNPRINTABLE = /[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u

export function formOf(card: Card): CardForm {
  return {
    contactRole: card.contactRole ?? '',
    phone: card.phone ?? '',
    email: card.email ?? '',
    website: card.website ?? '',
    products: card.products.join('\n'),
    strengths: card.strengths.join('\n'),
  }
}

/** What differs from the card, or what is wrong with it. */
export function readForm(form: CardForm, card: Card): { changes: CardChanges; faults: FormFaults } {
  const before = read(formOf(card))
  const after = read(form)
  const changed = Object.entries(after).filter(
    ([name, value]) =>
      JSON.stringify(value) !== JSON.stringify(Object.entries(before).find(([other]) => other === name)?.[1]),
  )
  const isChanged = (name: string) => changed.some(([other]) => other === name)
  const faults = Object.entries(faultsOf(after)).filter(([name]) => isChanged(name))
  return { changes: Object.fromEntries(changed), faults: Object.fromEntries(faults) }
}

/** Text as people type it: full-width digits, a web address without its beginning, empty lines. */
function read(form: CardForm) {
  return {
    contactRole: textOf(form.contactRole),
    phone: textOf(toHalfWidth(form.phone).replace(/[\s()]/g, '')),
    email: textOf(form.email),
    website: textOf(withScheme(form.website.trim())),
    products: linesOf(form.products),
    strengths: linesOf(form.strengths),
  }
}

function textOf(typed: string): string | null {
  return typed.trim() || null
}

function linesOf(typed: string): string[] {
  return typed
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '')
}

function withScheme(address: string): string {
  return address === '' || /^[a-z]+:/i.test(address) ? address : `https://${address}`
}

function toHalfWidth(text: string): string {
  const shift = (character: string) => String.fromCharCode(character.charCodeAt(0) - 0xfee0)
  return text.replace(/[\uff0b\uff0d\uff10-\uff19]/g, shift).replaceAll('—', '-')
}

function faultsOf({
  contactRole,
  phone,
  email,
  website,
  products,
  strengths,
}: ReturnType<typeof read>): FormFaults {
  const faults: Record<FormField, FormFault | undefined> = {
    contactRole: lineFault(contactRole, LONGEST_ROLE),
    phone: phone === null || /^[0-9+-]{5,20}$/.test(phone) ? undefined : 'phone',
    email: email === null || /^[^\s@]{1,64}@[^\s@]+\.[^\s@]+$/.test(email) ? undefined : 'email',
    website: website === null || isWebsite(website) ? undefined : 'website',
    products: listFault(products),
    strengths: listFault(strengths),
  }
  return Object.fromEntries(Object.entries(faults).filter(([, fault]) => fault !== undefined))
}

function lineFault(line: string | null, most: number): FormFault | undefined {
  if (line === null) return undefined
  if (line.length > most) return 'too-long'
  return UNPRINTABLE.test(line) ? 'unprintable' : undefined
}

function listFault(lines: readonly string[]): FormFault | undefined {
  if (lines.length > MOST_LINES) return 'too-many'
  return lines.map(line => lineFault(line, LONGEST_LINE)).find(fault => fault !== undefined)
}

/** As the platform takes it: https, without user, query or fragment. */
function isWebsite(text: string): boolean {
  try {
    const { protocol, username, search, hash } = new URL(text)
    return protocol === 'https:' && !username && !search && !hash && !/\s/.test(text)
  } catch {
    return false
  }
}
