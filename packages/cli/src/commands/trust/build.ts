/** `qiyema trust build`: writes an edition of a trust list, from nothing or from the edition before. */
import { buildTrustedKey, readTrustList, type TrustedIssuer, type TrustList } from '@qiyema/core/trust'
import type { Command } from 'commander'
import { readPublicJwk } from '../../input/jwk.js'
import {
  collect,
  durationOption,
  examples,
  now,
  parseTime,
  parseWhole,
  withOutput,
} from '../../input/options.js'
import { readTrustFile } from '../../input/trust-list.js'
import { Mistake } from '../../mistake.js'
import { type OutputOptions, writeOutput } from '../../output/file.js'

interface BuildOptions extends OutputOptions {
  readonly previous?: string
  readonly root?: readonly string[]
  readonly iss?: string
  readonly status?: string
  readonly nameZh?: string
  readonly nameEn?: string
  readonly region?: readonly string[]
  readonly codeKey?: readonly string[]
  readonly statusKey?: readonly string[]
  readonly from?: number
  readonly until?: number
  readonly revoke?: readonly string[]
  readonly seq?: number
  readonly at?: number
  readonly valid: number
}

/** How long an added key may sign unless --until says otherwise: two years. */
const KEY_SECONDS = 2 * 31536000

export function addTrustBuild(trust: Command): void {
  withOutput(trust.command('build'))
    .summary('write an edition of a trust list')
    .description(
      'Writes a trust list as JSON. With --previous it is the next edition: the same issuers, with what is given here added.',
    )
    .option('--previous <file>', 'the edition before')
    .option('-r, --root <file>', 'its root key, if the edition before is signed', collect)
    .option('--iss <origin>', 'the issuer to add, or to add keys to')
    .option('--status <url>', 'where its status lists stand (default: the origin and /status)')
    .option('--name-zh <name>', 'its name in Chinese')
    .option('--name-en <name>', 'its name in English')
    .option('--region <prefix>', 'a region it may speak for; may be given several times', collect)
    .option('--code-key <file>', 'a key that signs its codes; may be given several times', collect)
    .option('--status-key <file>', 'a key that signs its status lists; may be given several times', collect)
    .option('--from <time>', 'from when the added keys may sign (default: the day before)', parseTime)
    .option('--until <time>', 'until when (default: two years later)', parseTime)
    .option('--revoke <kid>', 'end this key at once; may be given several times', collect)
    .option('--seq <number>', 'number of the edition (default: one more than before, or 1)', parseWhole)
    .option('--at <time>', 'the moment of the edition (default: now)', parseTime)
    .addOption(durationOption('--valid <duration>', 'how long it may be used', '7d'))
    .addHelpText(
      'after',
      examples(
        "qiyema trust build --iss https://qym.example --name-zh 示例平台 --name-en 'Sample platform' --region 3305 \\",
        '    --code-key issuer.pub.jwk --status-key status.pub.jwk --out trust.json',
        'qiyema trust build --previous trust.json --revoke TK-8QwVu2yk --out trust-2.json',
      ),
    )
    .action(build)
}

async function build(options: BuildOptions): Promise<void> {
  const { previous: path, root, at = now(), valid } = options
  const previous = path === undefined ? undefined : await readTrustFile(path, root)
  const seq = options.seq ?? (previous?.seq ?? 0) + 1
  const issuers = await withIssuer(previous?.issuers ?? [], options, at)
  const list = { seq, iat: at, exp: at + valid, issuers }
  const edition = (options.revoke ?? []).reduce(withRevoked, readTrustList(list))
  await writeOutput(`${JSON.stringify(edition, null, 2)}\n`, options)
}

async function withIssuer(
  issuers: readonly TrustedIssuer[],
  options: BuildOptions,
  at: number,
): Promise<readonly TrustedIssuer[]> {
  const { iss, codeKey = [], statusKey = [] } = options
  if (iss === undefined) {
    const isKeyless = codeKey.length + statusKey.length === 0
    if (isKeyless && issuers.length > 0) return issuers
    throw new Mistake(
      'Say whose keys these are: give --iss, and for a new issuer its names, regions and keys.',
    )
  }
  const known = issuers.find(issuer => issuer.iss === iss)
  const issuer = known ?? newIssuer(iss, options)
  const { from: nbf = dayBefore(at), until: exp = nbf + KEY_SECONDS } = options
  const entry = async (path: string, use: 'code' | 'status') =>
    buildTrustedKey(await readPublicJwk(path), { use, nbf, exp })
  const added = await Promise.all([
    ...codeKey.map(path => entry(path, 'code')),
    ...statusKey.map(path => entry(path, 'status')),
  ])
  const twice = added.find(key => issuer.keys.some(({ kid, use }) => kid === key.kid && use === key.use))
  if (twice) throw new Mistake(`Key ${twice.kid} stands in the list already.`)
  const extended = { ...issuer, keys: [...issuer.keys, ...added] }
  return known ? issuers.map(other => (other === known ? extended : other)) : [...issuers, extended]
}

/** The start of the day before: what a key signed since it was made, minutes before the list, counts. */
function dayBefore(at: number): number {
  return (Math.floor(at / 86400) - 1) * 86400
}

function newIssuer(
  iss: string,
  { status = `${iss}/status`, nameZh, nameEn, region }: BuildOptions,
): TrustedIssuer {
  if (nameZh === undefined || nameEn === undefined || region === undefined)
    throw new Mistake(`${iss} is new to the list: give --name-zh, --name-en and --region.`)
  return { iss, status, name: { 'zh-CN': nameZh, en: nameEn }, regions: region, keys: [] }
}

function withRevoked(list: TrustList, kid: string): TrustList {
  let isFound = false
  const issuers = list.issuers.map(issuer => ({
    ...issuer,
    keys: issuer.keys.map(key => {
      if (key.kid !== kid) return key
      isFound = true
      return { ...key, revoked: true }
    }),
  }))
  if (!isFound) throw new Mistake(`There is no key ${kid} in the list to revoke.`)
  return { ...list, issuers }
}
