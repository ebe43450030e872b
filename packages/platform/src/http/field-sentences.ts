/** What is wrong with a member, in words: one sentence a code and language, with the limit it names. */
import type { Texts } from '@qiyema/core/contract'
import type { Language } from './language.js'

type Values = Readonly<Record<string, string | number>>

const INVALID = texts('内容不正确', 'This is not valid.')

/** `{name}` stands for a value that goes with the code. */
const SENTENCES: Readonly<Record<string, Texts>> = {
  // Of single values
  required: texts('此项必填', 'This is needed.'),
  wrong_type: texts('类型不正确，应为 {expected}', 'This has the wrong type; it should be {expected}.'),
  not_integer: texts('应为整数', 'This should be a whole number.'),
  too_long: texts('最多 {max} 个字符', 'Too long: characters allowed are {max} or fewer.'),
  too_short: texts('至少 {min} 个字符', 'Too short: characters needed are {min} or more.'),
  too_many: texts('项数过多', 'These are too many.'),
  too_few: texts('项数过少', 'These are too few.'),
  too_great: texts('不能大于 {max}', 'This is at most {max}.'),
  too_small: texts('不能小于 {min}', 'This is at least {min}.'),
  wrong_format: texts('格式不正确', 'This is not in the right format.'),
  not_a_choice: texts('只能是：{choices}', 'This is one of: {choices}.'),
  no_alternative: texts('不符合任何一种允许的形式', 'This has none of the forms that are allowed.'),
  unknown_member: texts('不认识此项', 'There is no such member here.'),
  unprintable: texts('含有无法显示的字符', 'This holds characters that cannot be shown.'),
  uscc_check: texts('统一社会信用代码校验位不正确', 'The check character of the credit code does not fit.'),
  https_url: texts('应为 https 地址', 'This should be an https address without user, query or fragment.'),
  origin: texts(
    '应为网站来源，例如 https://bank.example',
    'This should be an origin such as https://bank.example.',
  ),
  not_registered_origin: texts('此网站来源未登记', 'This origin is not among those registered.'),
  not_registered_return: texts(
    '此返回地址未登记',
    'This address to return to is not among those registered.',
  ),
  nobody_of_that: texts('没有可以这样登录的人', 'There is nobody here who may sign in as this.'),
  cursor: texts(
    '分页标记无效，请从第一页重新开始',
    'This cursor is not one of this list; begin with the first page.',
  ),
  too_early: texts('不能早于 {min}', 'This is {min} or later.'),
  too_late: texts('不能晚于 {max}', 'This is {max} or earlier.'),
  not_registered_scope: texts('贵机构未登记此授权范围', 'You are not registered to ask for this scope.'),
  not_requested: texts('对方没有请求此范围', 'This was not asked for.'),
  not_granted: texts('未包含在本次同意的范围内', 'This is not among what is granted.'),
  no_card: texts('该企业尚未领码，没有名片', 'This enterprise has not claimed its code, and has no card.'),
  own_card: texts('不能与本企业交换名片', 'This is your own enterprise.'),
  unknown_fact: texts('没有这项信息', 'There is no such fact.'),
  not_disputable: texts(
    '此项由其他信息计算或由企业自行填写，请更正其来源',
    'This follows from other facts or is your own word; correct what it comes from.',
  ),
  no_value_of_fact: texts('此项信息不能是这个值', 'This fact cannot have such a value.'),
  held_by_register: texts(
    '此项以登记信息为准；如有误，请申请更正',
    'Registers hold this fact; ask for a correction if it is wrong.',
  ),
  not_offered: texts('没有这个产品', 'There is no such product.'),
  same_as_shown: texts('与现有信息相同', 'This is what is shown already.'),
  phone_of_another: texts(
    '此手机号登记在他人名下，请核对姓名和号码',
    'This number is registered to somebody of another name; check name and number.',
  ),
  trusted_already: texts('此人已有授权，请先结束', 'This person is trusted already; end that first.'),
  only_of_handlers: texts(
    '管理员可办理全部事项，仅办事人需选择事项',
    'An administrator may do everything; only a handler has items.',
  ),
  computed_fact: texts(
    '此项由系统根据其他信息计算，不能填写',
    'This is computed from other facts; say those.',
  ),
  operator_does_not_fit: texts('此比较方式不适用于该项信息', 'This fact cannot be compared in this way.'),
  no_number: texts('此项信息不是数字', 'This fact is no number.'),
  no_predecessor: texts(
    '应为本部门已发布的政策，且不能互相替代',
    'This is no published item of your department, or it takes the place of this one.',
  ),
  not_own_region: texts('不在您负责的区域内', 'This is not in your region.'),
  invalid: INVALID,
  // Of JSON, query and bytes
  not_utf8: texts('不是 UTF-8 文本', 'This is not UTF-8.'),
  byte_order_mark: texts('不能以字节顺序标记（BOM）开头', 'This begins with a byte order mark.'),
  not_json: texts('不是有效的 JSON', 'This is not JSON.'),
  too_deep: texts('嵌套过深', 'This is nested too deeply.'),
  duplicate_member: texts('重复出现', 'This stands here twice.'),
  forbidden_member: texts('不允许使用这个名称', 'No member may have this name.'),
  nul_character: texts('含有 NUL 字符', 'This holds a NUL character.'),
  lone_surrogate: texts('含有不成对的代理码', 'This holds half of a surrogate pair.'),
  number_too_large: texts('数字过大，无法准确保存', 'This number is too large to be kept exactly.'),
  body_missing: texts('缺少请求内容', 'The request should have a body.'),
  body_unexpected: texts('此操作没有请求内容', 'This operation takes no body.'),
}

/** The sentence for a code; a general one for a code that has none. */
export function sentenceFor(code: string, values: Values = {}, language: Language): string {
  const sentence = (SENTENCES[code] ?? INVALID)[language]
  return sentence.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
}

/** Every code that has a sentence of its own. */
export const FIELD_CODES: readonly string[] = Object.keys(SENTENCES)

function texts(zhCn: string, en: string): Texts {
  return { 'zh-CN': zhCn, en }
}
