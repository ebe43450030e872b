/** A card as vCard 4.0 (RFC 6350), for the address book of whoever was given it. */
import { utf8 } from '../http/digest.js'
import type { Card } from './card-of.js'

const MAX_LINE_OCTETS = 75

/**
 * The whole file: lines of at most 75 octets, ended by CRLF.
 *
 * @param address - where the card is read, as its unique name
 */
export function vcardOf(card: Card, address: string): string {
  const lines = [
    'BEGIN:VCARD',
    'VERSION:4.0',
    'KIND:org',
    `UID:${address}`,
    `SOURCE:${address}/vcard`,
    `REV:${card.updatedAt.replaceAll(/[-:]|\.\d+/g, '')}`,
    ...inLanguages('FN', card.name, name => escaped(name)),
    ...inLanguages('ORG', card.name, name => escaped(name)),
    ...said('ROLE', card.contactRole),
    ...said('TEL;TYPE="work,voice"', card.phone),
    ...said('EMAIL;TYPE=work', card.email),
    ...(URL.canParse(card.website ?? '') ? [`URL;TYPE=work:${new URL(card.website ?? '').href}`] : []),
    // Post-office box, extension, street, locality, region, postal code and country: only the whole is known.
    ...(card.address ? inLanguages('ADR', card.address, street => `;;${escaped(street)};;;;`) : []),
    ...(card.honours.length > 0 ? [`CATEGORIES:${card.honours.map(escaped).join(',')}`] : []),
    `NOTE;LANGUAGE=zh-CN:${escaped(noteOf(card))}`,
    'END:VCARD',
  ]
  return lines.map(line => `${folded(line)}\r\n`).join('')
}

function noteOf({ uscc, products, strengths }: Card): string {
  return [
    `统一社会信用代码：${uscc}`,
    ...(products.length > 0 ? [`主要产品：${products.join('、')}`] : []),
    ...(strengths.length > 0 ? [`优势：${strengths.join('、')}`] : []),
  ].join('\n')
}

function said(property: string, value: string | undefined): string[] {
  return value === undefined ? [] : [`${property}:${escaped(value)}`]
}

/** The same thing in two languages is one property with alternatives (section 5.4). */
function inLanguages(property: string, texts: Card['name'], toValue: (text: string) => string): string[] {
  return [
    `${property};ALTID=1;LANGUAGE=zh-CN:${toValue(texts['zh-CN'])}`,
    ...(texts.en === undefined ? [] : [`${property};ALTID=1;LANGUAGE=en:${toValue(texts.en)}`]),
  ]
}

/** Section 3.4: what would end a value, or a part of one. */
function escaped(text: string): string {
  return text
    .replaceAll('\\', '\\\\')
    .replaceAll(/\r\n|[\n\r]/g, '\\n')
    .replaceAll(/[,;]/g, '\\$&')
}

/** Section 3.2: a line goes on after CRLF and a blank, and no character is cut in two. */
function folded(line: string): string {
  const pieces: string[] = []
  let piece = ''
  let octets = 0
  for (const character of line) {
    const length = utf8(character).length
    if (octets + length > MAX_LINE_OCTETS) {
      pieces.push(piece)
      piece = ''
      // The blank counts.
      octets = 1
    }
    piece += character
    octets += length
  }
  return [...pieces, piece].join('\r\n ')
}
