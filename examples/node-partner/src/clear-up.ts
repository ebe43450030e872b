/** What earlier runs left that were broken off, so that the story can begin anew: nothing of it is part of the story. */
import type { Bank, Enterprise } from './cast.ts'

export async function clearUp({ client }: Enterprise, bank: Bank): Promise<void> {
  const { endpoints } = bank.client.webhook
  for await (const { id, url } of endpoints.list())
    if (url.startsWith('http://127.0.0.1:')) await endpoints.remove({ endpointId: id })
  const { code, consent, finance } = client
  for await (const { id, kind } of code.codes.list({ state: 'valid' }))
    if (kind !== 'short-lived') await code.codes.revoke({ codeId: id, reason: 'misuse' })
  for (const state of ['open', 'full'] as const)
    for await (const { id } of finance.needs.list({ state })) await finance.needs.withdraw({ needId: id })
  for (const state of ['requested', 'active'] as const)
    for await (const { id, recipient, purpose } of consent.list({ state })) {
      if (recipient.id !== bank.clientId || purpose !== 'policy-advice') continue
      if (state === 'requested') await consent.refuse({ consentId: id })
      else await consent.withdraw({ consentId: id })
    }
}
