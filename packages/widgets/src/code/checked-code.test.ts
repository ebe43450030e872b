import type { VerificationResult } from '@qiyema/core/verify'
import { describe, expect, test } from 'vitest'
import { type CheckedCode, isOld, type Resolution, verdictOf } from './checked-code.js'

const code = {
  uscc: '91330100799655058B',
  issuedAt: 1,
  expiresAt: 2,
  credential: '',
  issuer: 'https://qym.example',
  kid: 'a',
  status: { uri: 'https://qym.example/status/0', index: 1, state: 'valid' as const },
}
const base = {
  warnings: [],
  detail: '',
  code,
  issuer: { iss: 'https://qym.example', name: { 'zh-CN': '示例', en: 'Sample' } },
}
const valid: VerificationResult = { ...base, outcome: 'valid', assurance: 'registered' }
const unconfirmed: VerificationResult = { outcome: 'unconfirmed', warnings: [], detail: '' }

function checked(result: VerificationResult, said?: Partial<Resolution>, text = ''): CheckedCode {
  const resolution = said && { scheme: 'qiyema', asOf: '2026-03-02T01:00:00Z', offers: [], ...said }
  return { text, result, resolution, at: 0 }
}

describe('a verdict', () => {
  test('is this device’s own where nothing later is known', () => {
    expect(verdictOf(checked(valid))).toMatchObject({
      tone: 'good',
      words: 'valid-registered',
      isByPlatform: false,
    })
    expect(verdictOf(checked(valid, { outcome: 'valid' }))).toMatchObject({
      tone: 'good',
      isByPlatform: false,
    })
  })

  test.each(['revoked', 'suspended', 'expired'])('is %s where the platform knows that already', outcome => {
    for (const result of [valid, unconfirmed])
      expect(verdictOf(checked(result, { outcome }))).toMatchObject({
        tone: 'bad',
        words: outcome,
        isByPlatform: true,
      })
  })

  test('is the platform’s where the lists here do not tell', () => {
    const said = { outcome: 'valid', assurance: 'current' }
    expect(verdictOf(checked(unconfirmed, said))).toMatchObject({
      tone: 'good',
      words: 'valid-current',
      isByPlatform: true,
    })
    expect(verdictOf(checked(unconfirmed, { outcome: 'valid' })).tone).toBe('open')
    expect(verdictOf(checked(unconfirmed)).tone).toBe('open')
  })

  test.each(['bad_signature', 'host_mismatch', 'out_of_region', 'unknown_issuer', 'untrusted_key'] as const)(
    'stays %s whatever a platform says of it',
    outcome => {
      const result: VerificationResult = { outcome, warnings: [], detail: '' }
      expect(verdictOf(checked(result, { outcome: 'valid', assurance: 'present' }))).toMatchObject({
        tone: 'bad',
        words: outcome,
      })
    },
  )

  test('of what is no code of ours names what it is, and accuses nobody', () => {
    const malformed: VerificationResult = { outcome: 'malformed', warnings: [], detail: '' }
    expect(verdictOf(checked(malformed, { scheme: 'samr' }, 'x'))).toMatchObject({
      tone: 'other',
      words: 'foreign-samr',
    })
    expect(verdictOf(checked(malformed, undefined, 'https://qr.alipay.com/a')).words).toBe('foreign-alipay')
    expect(verdictOf(checked({ ...malformed, reason: 'not_presented' })).words).toBe('foreign-unpresented')
  })

  test('about who shows a code lasts a minute, and about a printed one ten', () => {
    const registered = verdictOf(checked(valid))
    const present = verdictOf(checked({ ...base, outcome: 'valid', assurance: 'present' }))
    expect([isOld(present, 0, 60), isOld(present, 0, 61)]).toEqual([false, true])
    expect([isOld(registered, 0, 600), isOld(registered, 0, 601)]).toEqual([false, true])
    expect(isOld(verdictOf(checked(unconfirmed)), 0, 1e9)).toBe(false)
  })
})
