/** The receipt that an enterprise and a partner keep of a consent: content by ISO/IEC TS 27560, signed by the platform. */
import type { ConsentRow } from '../access/consents.js'
import type { SignJws } from '../access/sign-jws.js'
import type { Consent } from './answer.js'

export interface ReceiptServices {
  readonly signReceipt: SignJws
  /** The platform's address: who states it, and where it is withdrawn. */
  readonly baseUrl: string
}

/**
 * Signs what was consented to. It says what was given, not what holds: that is the platform's to say at the time.
 *
 * @param answer - the consent as its recipient gets it, names masked
 */
export async function receiptOf(
  row: ConsentRow,
  answer: Consent,
  { signReceipt, baseUrl }: ReceiptServices,
): Promise<string> {
  const { id, enterprise, recipient, purpose, granted, reason, from, until, givenBy, separate } = answer
  return signReceipt({
    iss: baseUrl,
    jti: id,
    iat: Math.floor((row.from_at ?? row.requested_at).getTime() / 1000),
    record: {
      schema_version: 'ISO/IEC TS 27560:2023',
      record_id: id,
      pii_principal: enterprise,
      pii_controllers: [{ name: recipient.name, ...(recipient.id !== undefined && { id: recipient.id }) }],
    },
    purposes: [
      {
        purpose,
        ...(reason !== undefined && { description: reason }),
        lawful_basis: 'consent',
        pii_information: granted,
        validity: { from, until },
        jurisdictions: ['CN'],
        withdrawal_method: `${baseUrl}/v1/consents/${id}/withdraw`,
      },
    ],
    event: { state: 'given', time: from, ...(givenBy !== undefined && { given_by: givenBy }) },
    ...(separate.length > 0 && {
      separate_consents: separate.map(({ scope, givenAt }) => ({ scope, time: givenAt })),
    }),
  })
}
