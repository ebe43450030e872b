/** What can go wrong, by RFC 9457: every problem has a stable code, a status, and a title in two languages. */
import { z } from './schema.js'
import type { Texts } from './texts.js'

interface ProblemKind {
  readonly status: number
  readonly title: Texts
}

function kind(status: number, zhCn: string, en: string): ProblemKind {
  return { status, title: { 'zh-CN': zhCn, en } }
}

/** Every problem the platform answers with, by its code. */
export const PROBLEMS = {
  // Everywhere
  malformed_request: kind(400, '请求格式不正确', 'The request is malformed'),
  invalid_fields: kind(422, '有内容需要修改', 'Some fields need correction'),
  unauthenticated: kind(401, '请先登录', 'Sign in first'),
  token_expired: kind(401, '登录已过期', 'The token has expired'),
  invalid_proof: kind(401, '登录凭证与本机不符', 'The proof of possession does not hold'),
  forbidden: kind(403, '没有权限', 'Not allowed'),
  wrong_origin: kind(403, '此网站未获准使用', 'This site may not use the session'),
  not_found: kind(404, '没有找到', 'Not found'),
  method_not_allowed: kind(405, '不支持此操作', 'The method is not allowed here'),
  not_acceptable: kind(406, '无法按要求的格式回复', 'None of the accepted types can be given'),
  payload_too_large: kind(413, '内容过大', 'The request is too large'),
  unsupported_media_type: kind(415, '不支持这种内容类型', 'The content type is not supported'),
  idempotency_key_missing: kind(400, '缺少幂等键', 'The Idempotency-Key is missing'),
  idempotency_key_reused: kind(
    422,
    '幂等键已用于另一请求',
    'The Idempotency-Key was used for another request',
  ),
  idempotency_in_progress: kind(409, '相同的请求正在处理', 'The same request is being worked on'),
  precondition_required: kind(428, '请先读取最新内容', 'Read the current version first (If-Match)'),
  precondition_failed: kind(412, '内容已被他人修改', 'Somebody has changed it meanwhile'),
  unsupported_version: kind(400, '不支持这个接口版本', 'This version of the interface is not known here'),
  rate_limited: kind(429, '请求过于频繁，请稍后再试', 'Too many requests; try again later'),
  internal: kind(500, '系统出错，请稍后再试', 'Something went wrong on our side'),
  unavailable: kind(503, '服务暂不可用，请稍后再试', 'Temporarily unavailable'),
  // States
  impossible_step: kind(409, '当前状态不能进行此操作', 'This step is not possible in the present state'),
  limit_reached: kind(409, '已达上限', 'The limit is reached'),
  expired: kind(409, '已过期', 'It has expired'),
  // Consent
  consent_required: kind(403, '尚未取得企业授权', 'The enterprise has not consented'),
  consent_ended: kind(403, '企业授权已结束', 'The consent has ended'),
  separate_consent_required: kind(403, '需要本人单独同意', 'The person concerned must consent separately'),
  // Code
  not_registered: kind(404, '未找到该企业的登记信息', 'No such enterprise is registered here'),
  not_representative: kind(403, '仅法定代表人可以办理', 'Only the legal representative may do this'),
  already_claimed: kind(409, '该企业已领码', 'The enterprise has claimed its code already'),
  enterprise_closed: kind(409, '该企业已注销或吊销', 'The enterprise is closed'),
  information_incomplete: kind(409, '请先完善企业信息', 'Complete the information of the enterprise first'),
  name_too_long: kind(422, '企业名称过长，无法写入码中', 'The name does not fit into a code'),
  // Policy
  window_closed: kind(409, '不在申报期内', 'The application window is closed'),
  version_unknown: kind(404, '没有这个版本', 'There is no such version'),
  calendar_unknown: kind(
    409,
    '该年份的工作日安排尚未公布',
    'The working days of that year are not published yet',
  ),
  // Finance
  claims_exhausted: kind(409, '已有三家银行接单', 'Three banks were faster'),
  already_claimed_by_you: kind(409, '贵行已接此单', 'Your bank has claimed it already'),
  need_closed: kind(409, '该需求已关闭', 'The need is closed'),
  offer_closed: kind(409, '该报价已失效', 'The offer is closed'),
  outside_product: kind(422, '超出产品范围', 'Outside what the product allows'),
  // Files
  file_type_mismatch: kind(415, '文件内容与类型不符', 'The file is not what it claims to be'),
  file_rejected: kind(422, '无法接受该文件', 'The file cannot be accepted'),
  // Sessions and webhooks
  bootstrap_used: kind(401, '此启动凭证已用过或已过期', 'The bootstrap was used or has expired'),
  component_not_granted: kind(403, '该组件未获准', 'The session does not include this component'),
  address_refused: kind(422, '不接受此地址', 'This address is not accepted'),
} as const satisfies Record<string, ProblemKind>

export type ProblemCode = keyof typeof PROBLEMS

/** Problems that any operation may answer with. */
export const COMMON_PROBLEMS: readonly ProblemCode[] = [
  'malformed_request',
  'unsupported_version',
  'invalid_fields',
  'not_found',
  'method_not_allowed',
  'payload_too_large',
  'unsupported_media_type',
  'rate_limited',
  'internal',
  'unavailable',
]

/** What is wrong with one member: where (RFC 6901), what, and a sentence in the caller's language. */
export const fieldError = z.object({
  pointer: z.string(),
  code: z.string(),
  detail: z.string(),
})

/** A problem as it travels, `application/problem+json`. */
export const problem = z.object({
  type: z.string(),
  code: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.optional(z.string()),
  requestId: z.string(),
  errors: z.optional(z.array(fieldError)),
  /** With `impossible_step`: where it stands, and what is possible. */
  state: z.optional(z.string()),
  possible: z.optional(z.array(z.string())),
})

export type Problem = z.infer<typeof problem>
export type FieldError = z.infer<typeof fieldError>
