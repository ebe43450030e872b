import { expect, test } from 'vitest'
import { foreignSchemeOf } from './foreign-codes.js'

test.each([
  ['https://gsxt.gov.cn/', 'samr'],
  ['http://zwfw.GSXT.gov.cn/licence?id=1', 'samr'],
  ['https://qr.alipay.com/abc', 'alipay'],
  ['alipays://platformapi/startapp?appId=1', 'alipay'],
  ['https://u.wechat.com/abc', 'wechat'],
  ['https://weixin.qq.com/r/abc', 'wechat'],
  ['weixin://dl/business/?t=1', 'wechat'],
  ['wxp://f2f0abc', 'wechat'],
  ['  https://qr.alipay.com/abc\n', 'alipay'],
])('%j is recognised by where it leads: %s', (text, scheme) => {
  expect(foreignSchemeOf(text)).toBe(scheme)
})

test.each([
  'https://gsxt.gov.cn.example/',
  'https://notgsxt.gov.cn/',
  'https://alipay.com@elsewhere.example/',
  'https://elsewhere.example/alipay.com',
  'https://elsewhere.example/?u=https://qr.alipay.com',
  'ftp://alipay.com/',
  'javascript:alert("alipay.com")',
  'alipay.com',
  'alipays',
  'https://qr.alipay.com/a b',
  `https://qr.alipay.com/${'a'.repeat(2048)}`,
  '',
  '\0',
])('%j is taken for nobody’s', text => {
  expect(foreignSchemeOf(text)).toBe('other')
})
