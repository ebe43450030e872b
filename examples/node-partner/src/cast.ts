/** Who takes part: an enterprise of the sample county, its bank, and three others. */
import { type Client, createClient } from '@qiyema/core'
import { createPartnerClient } from '@qiyema/core/partner'
import { openPlatform, type Platform, type Settings } from './platform.ts'
import { signInAs } from './sign-in.ts'

export interface Enterprise {
  readonly uscc: string
  readonly name: string
  /** Of its legal representative, who has signed in at the platform. */
  readonly client: Client
}

export interface Bank {
  readonly clientId: string
  /** Where its own pages are: widgets work there, and nowhere else. */
  readonly origin: string
  /** Of its server, which proves itself with its key. */
  readonly client: Client
}

export interface Cast {
  readonly platform: Platform
  readonly enterprise: Enterprise
  /** The bank that this program is written for. */
  readonly bank: Bank
  readonly otherBanks: readonly Bank[]
  readonly lateBank: Bank
}

export async function openCast(settings: Settings): Promise<Cast> {
  const platform = await openPlatform(settings)
  const bankOf = async (clientId: string): Promise<Bank> => ({
    clientId,
    origin: `https://${clientId.slice('par-'.length)}.example`,
    client: createPartnerClient({
      baseUrl: platform.baseUrl,
      clientId,
      key: await platform.keyOf(clientId),
    }),
  })
  return {
    platform,
    enterprise: {
      uscc: '91330521PDY000036T',
      name: '浙江引线北导仪器有限公司',
      client: createClient({
        baseUrl: platform.baseUrl,
        signIn: signInAs(platform, { person: 'per-rep03', enterprise: 'ent-03' }),
      }),
    },
    bank: await bankOf('par-bank01'),
    otherBanks: [await bankOf('par-bank02'), await bankOf('par-bank03')],
    lateBank: await bankOf('par-bank04'),
  }
}
