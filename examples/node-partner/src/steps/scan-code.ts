/** 扫码: what a camera opens, and what the platform says of a text that a program scanned. */
import assert from 'node:assert/strict'
import type { Enterprise } from '../cast.ts'
import type { Platform } from '../platform.ts'
import { say } from '../tell.ts'
import type { Codes } from './issue-codes.ts'

export async function scanCode(
  { anyone }: Platform,
  { uscc, name }: Enterprise,
  { printed }: Codes,
): Promise<void> {
  const page = await fetch(printed.link, { headers: { 'accept-language': 'zh-CN' } })
  assert.equal(page.status, 200)
  assert.ok((await page.text()).includes(name))
  say('A telephone opens a page that names the enterprise.')

  const resolved = await anyone.code.resolve({ text: printed.link })
  assert.equal(resolved.scheme, 'qiyema')
  assert.equal(resolved.outcome, 'valid')
  assert.equal(resolved.enterprise?.uscc, uscc)
  say(`A program is told that it is valid, and ${resolved.offers.length} things that the county offers.`)

  const { scheme, outcome } = await anyone.code.resolve({ text: 'https://shop.example/menu' })
  assert.equal(scheme, 'other')
  assert.equal(outcome, undefined)
  say('A square on a menu is somebody else’s, and no forgery.')
}
