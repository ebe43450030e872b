/** Whom one can be on a platform with the sample county, and how. */
import type { CountyPack } from '@qiyema/platform'
import { table } from '../output/table.js'
import { samplePartners } from './fill.js'

export interface Telling {
  /** Where the platform is, without a final slash. */
  readonly baseUrl: string
  readonly folder: string
}

/** The addresses, some people and the partners, with a line that gets a token. */
export async function sampleSignIns({ baseUrl, folder }: Telling): Promise<string> {
  const { personIdOf } = await import('@qiyema/platform')
  const { sampleCounty } = await import('@qiyema/sandbox')
  const told = shownPeople(sampleCounty()).map(({ id, is }) => ({ id: personIdOf(id), is }))
  const [first] = told
  const partners = (await samplePartners(folder)).map(
    ({ clientId, name, keyFile }) => [clientId, `${name}  ${keyFile}`] as const,
  )
  const curl = `curl -s -H 'accept: application/json' -d person=${first?.id} ${baseUrl}/sign-in/sandbox`
  return [
    table([
      ['Platform', baseUrl],
      ['Reference', `${baseUrl}/reference`],
      ['Sign in', `${baseUrl}/sign-in`],
      ['A token', curl],
    ]),
    `People of the sample county, some of them:\n${table(told.map(({ id, is }) => [id, is]))}`,
    `Its partners, each with its private key:\n${table(partners)}`,
  ].join('\n')
}

/**
 * Of representatives only two, one whose enterprise has others who act for it and one whose enterprise has yet to claim its
 * code; everybody else. All of them are on the page where one signs in.
 */
function shownPeople({ people, county, enterprises, departments }: CountyPack) {
  const isShown = ({ represents }: CountyPack['people'][number]) =>
    represents === undefined ||
    represents === county.unclaimed[0] ||
    people.some(({ administers }) => administers === represents)
  return people.filter(isShown).map(({ id, name, represents, administers, handles, department }) => {
    const enterpriseId = represents ?? administers ?? handles
    const place =
      enterprises.find(one => one.id === enterpriseId) ?? departments.find(one => one.id === department)
    return { id, is: [place?.name['zh-CN'], name].filter(Boolean).join(' ') }
  })
}
