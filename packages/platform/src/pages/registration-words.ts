/** Registered states and recognitions in words. */
import type { Texts } from '@qiyema/core/contract'
import type { EnterpriseRow } from '../registry/enterprises.js'

export type RegistrationStatus = EnterpriseRow['registration_status']

export const REGISTRATION: Readonly<Record<RegistrationStatus, Texts>> = {
  active: { 'zh-CN': '存续（在营）', en: 'Active' },
  'moved-out': { 'zh-CN': '已迁出', en: 'Moved to another county' },
  dormant: { 'zh-CN': '歇业', en: 'Dormant' },
  revoked: { 'zh-CN': '已吊销营业执照', en: 'Business licence revoked' },
  deregistered: { 'zh-CN': '已注销', en: 'Deregistered' },
}

/** Who works here no more. */
export const ENDED: ReadonlySet<RegistrationStatus> = new Set(['moved-out', 'revoked', 'deregistered'])
