/** A code as the contract gives it. */
import type { issuedCode } from '@qiyema/core/contract'
import type * as z from 'zod/mini'
import type { CodeRow } from '../issuing/code-state.js'
import { stateAt } from './steps.js'

export function codeAnswer(code: CodeRow, statusAddress: string, now: Date): z.output<typeof issuedCode> {
  const { id, kind, reason, uscc, name, kid, list, index, credential, link, digits } = code
  const { issued_at: issuedAt, expires_at: expiresAt, replaced_by: replacedBy } = code
  return {
    id,
    kind,
    state: stateAt(code, now),
    ...(reason !== null && { reason }),
    uscc,
    ...(name !== null && { name }),
    issuedAt: issuedAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    kid,
    status: { uri: `${statusAddress}/${list}`, list, index },
    credential,
    ...(link !== null && { link }),
    ...(digits !== null && { digits }),
    ...(replacedBy !== null && { replacedBy }),
  }
}
