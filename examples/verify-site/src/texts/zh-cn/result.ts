/** 核验结果的文字：每种结果是什么、意味着什么、该怎么办。 */

export const proven = {
  registered: {
    headline: '该企业已登记',
    what: '这家企业登记在册，此码目前有效。',
    limits: '此码不能证明眼前的人属于这家企业。',
    now: '如需确认来人身份，请另行核对，或请对方出示动态企业码。',
  },
  current: {
    headline: '刚刚签发',
    what: '这家企业登记在册，此码是刚刚签发的，截图很快失效。',
    limits: '此码不能证明眼前的人属于这家企业，只说明此码几分钟内才签发。',
    now: '请看清签发时间；过期后请对方重新出示。',
  },
  present: {
    headline: '经办人正在出示',
    what: '这家企业登记在册，持有其密钥的经办人此刻正在出示此码。',
    limits: '只证明此刻；不说明经办人的姓名和权限。',
    now: '如业务需要，请另行核对经办人的身份和权限。',
  },
}

const reissue = '请对方向发码机构重新领码；在此之前请不要接受。'

export const outcomes = {
  unsupported: {
    headline: '新版企业码，本页还看不懂',
    what: '此码采用了本页尚不认识的新格式，既不能说真，也不能说假。',
    now: '请联网后刷新本页以更新版本，再核验一次。',
  },
  unknown_issuer: {
    headline: '发码机构不在信任名单中',
    what: '为此码签名的机构不在本页的信任名单里，码中的内容都不能相信。',
    now: '联网后请更新名单再核验一次；仍不通过则不要接受。',
  },
  untrusted_key: {
    headline: '签名密钥已失去信任',
    what: '为此码签名的密钥已被停用，或此码签发于该密钥的有效期之外。',
    now: reissue,
  },
  host_mismatch: {
    headline: '链接与发码机构不符',
    what: '此码的链接指向的网站不是其发码机构的网站，可能是有人用真码包装的假链接。',
    now: '不要打开该链接，不要接受此码；请对方出示原来的码。',
  },
  out_of_region: {
    headline: '超出发码机构的管辖地区',
    what: '此发码机构无权为该地区的企业发码。',
    now: reissue,
  },
  bad_signature: {
    headline: '签名不成立',
    what: '此码被改动过，或不是由所称的机构签发，码中的内容都不能相信。',
    now: '请对方重新出示原码；仍不通过则不要接受。',
  },
  not_yet_valid: {
    headline: '尚未生效',
    what: '此码的签发时间在未来。',
    now: '请先检查本机时间是否准确；时间无误则不要接受。',
  },
  expired: {
    headline: '已过期',
    what: '此码确由该机构签发，但已过有效期。',
    now: '请对方出示新码。',
  },
  stale: {
    headline: '不是当面出示',
    what: '这是动态码，但不是此刻出示的，可能是截图、照片或打印件。',
    now: '请对方在自己的设备上刷新后当面出示；仍不通过请检查双方设备的时间。',
  },
  revoked: {
    headline: '已吊销',
    what: '发码机构已永久收回此码。码被收回不等于企业注销。',
    now: reissue,
  },
  suspended: {
    headline: '已暂停使用',
    what: '发码机构已暂停此码，之后可能恢复。',
    now: '请对方与发码机构联系；恢复之前请不要接受。',
  },
  unconfirmed: {
    headline: '本机的名单不足以判断',
    what: '没有发现此码有问题，但本机现有的名单不足以下结论。这不表示此码是假的。',
    now: '请联网后点“立即更新”，再核验一次；在此之前请不要当作已核验。',
  },
}

/** 两句之间。 */
export const joint: string = ''

export const otherCodes = {
  headline: '这不是本体系的企业码',
  notFake: '它是另外一种东西，并不表示它是假的，只是本页不能判断它。',
  now: '请对方出示企业码。',
  kinds: {
    web_address: '这是一个普通网址，本页不会打开它。营业执照上的码、付款码和其他平台的码也可能是这样的。',
    wechat: '这是微信的码或链接，请用微信扫。',
    alipay: '这是支付宝的码或链接，请用支付宝扫。',
    contact: '这是一张联系人名片。',
    wifi: '这是无线网络的连接码。',
    message: '这是电话、短信或邮件的快捷码。',
    uscc: '这是一个统一社会信用代码。代码人人可写，单凭它不能证明什么。',
    damaged: '它看起来像企业码，但不完整或有改动，可能是复制时少了一段。请重新扫描或完整复制。',
    unpresented: '这是一份还没有出示的动态码凭证。请对方在自己的设备上出示。',
    other: '这是另一种码或文字，例如商品码、市场主体身份码、电子执照或其他平台的码。',
  },
}

export const result = {
  enterprise: '企业',
  noName: '此码不含企业名称',
  uscc: '统一社会信用代码',
  copy: '复制代码',
  copied: '已复制',
  copyFailed: '没能复制，请手动选取',
  issuer: '发码机构',
  issuerHost: '机构网站',
  issued: '签发时间',
  expires: '有效期至',
  expired: '已于此时过期',
  presented: '出示时间',
  status: '状态核对',
  statusAsOf: (time: string, age: string) => `${time} 的状态名单（${age}）`,
  statusUnknown: '未能核对',
  trustAsOf: '信任名单',
  checkedAt: '核验时间',
  checkedAge: (age: string) => `${age}核验`,
  old: '这个结果只说明核验那一刻的情况，请重新核验。',
  proves: '证明了什么',
  limits: '没有证明什么',
  means: '这意味着什么',
  doNow: '怎么办',
  warningsHeading: '请注意',
  details: '技术细节',
  detail: '说明',
  kid: '密钥编号',
  position: '状态位置',
  credential: '凭证全文',
  scanned: '扫到的内容（未打开）',
  warnings: {
    status_list_aging: '状态名单已过新鲜期。联网后请更新，以免漏掉最近的吊销。',
    status_unchecked: '没有核对此码是否已被吊销。',
    clock_behind: '本机时间似乎慢了，请校准时间；时间不准，结果可能有误。',
    store_unreadable: '本机保存的名单无法读取，本次只用了刚取得的名单。',
  },
  words: { good: '有效', bad: '不予认可', open: '暂时无法核验', other: '另一种码' },
  moment: (time: string, age: string) => `${time}（${age}）`,
}
