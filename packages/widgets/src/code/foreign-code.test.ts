import { expect, test } from 'vitest'
import { type ForeignCode, foreignCodeOf } from './foreign-code.js'

test.each<[string, ForeignCode]>([
  ['https://www.gsxt.gov.cn/index.html', 'samr'],
  ['alipays://platformapi/startapp', 'alipay'],
  ['https://qr.alipay.com/abc', 'alipay'],
  ['https://u.wechat.com/abc', 'wechat'],
  ['wxp://f2f0abc', 'wechat'],
  ['91330100799655058B', 'uscc'],
  ['BEGIN:VCARD\nFN:示例\nEND:VCARD', 'contact'],
  ['WIFI:S:guest;;', 'wifi'],
  ['tel:0572-1234567', 'message'],
  ['https://shop.example/item', 'web'],
  ['https://QYM.EXAMPLE/Q/123', 'damaged'],
  ['1'.repeat(100), 'damaged'],
  ['https://alipay.com@elsewhere.example/', 'web'],
  ['https://elsewhere.example/?u=https://qr.alipay.com', 'web'],
  ['https://notalipay.com/', 'web'],
  ['javascript:alert(1)', 'other'],
  ['6901234567892', 'other'],
  ['', 'other'],
])('%j is %s', (text, kind) => {
  expect(foreignCodeOf(text)).toBe(kind)
})
