/** `qiyema verify`: judges a code, and exits 0 for a valid one only. */
import { sm2 } from '@qiyema/core/sm2'
import { fileStore } from '@qiyema/core/stores/file'
import { createVerifier, type Verifier } from '@qiyema/core/verify'
import { type Command, Option } from 'commander'
import { readCodeText } from '../input/code.js'
import { collect, demand, examples, now, parseTime } from '../input/options.js'
import { readStatusLists } from '../input/status-list.js'
import { isAddress, readTrust } from '../input/trust-list.js'
import { Mistake, NO } from '../mistake.js'
import { print, printJson, remark } from '../output/print.js'
import { printable } from '../output/printable.js'
import { startProgress } from '../output/progress.js'
import { describeVerdict } from '../output/verdict.js'
import { type Language, languageOf } from '../output/words.js'

interface VerifyOptions {
  readonly trust: string
  readonly root?: readonly string[]
  readonly statusList?: readonly string[]
  readonly refresh?: boolean
  readonly offline?: boolean
  readonly store?: string
  readonly at?: number
  readonly acceptUnconfirmedStatus?: boolean
  readonly lang?: Language
  readonly json?: boolean
}

export function addVerify(program: Command): void {
  program
    .command('verify')
    .argument('[code]', 'a link, digits, an SD-JWT, or a file or picture of one; - reads it')
    .summary('verify a code')
    .description(
      'Verifies a code. Exit status: 0 for a valid code, 1 for every other outcome, 2 for a mistake in the call. ' +
        'Text from strangers is best read with -, where nothing in it can be taken for an option or a file.',
    )
    .option(
      '-t, --trust <file|url>',
      'the trust list: a file, or an https address to fetch it from (required)',
    )
    .option('-r, --root <file>', 'root key of a signed trust list; twice while it is being replaced', collect)
    .option('-s, --status-list <file>', 'a status list; may be given several times', collect)
    .addOption(
      new Option(
        '--refresh',
        'fetch the newest lists first (the default when --trust is an address)',
      ).conflicts('offline'),
    )
    .option('--offline', 'ask no network: use what was given and what --store holds')
    .option('--store <folder>', 'keep fetched lists there for the next time')
    .option('--at <time>', 'judge for this moment: Unix seconds or RFC 3339 (default: now)', parseTime)
    .option('--accept-unconfirmed-status', 'call a code valid even if its status could not be checked')
    .addOption(new Option('--lang <language>', 'of the answer (default: from LANG)').choices(['zh-CN', 'en']))
    .option('--json', 'print the result as JSON')
    .addHelpText(
      'after',
      examples(
        'qiyema verify photo.jpg --trust trust.json --status-list status-0.jwt',
        'qiyema verify --trust https://trust.example/list.jwt --root root.pub.jwk --store ~/.qiyema < link.txt',
        'qiyema verify link.txt --trust trust.jwt --root root.pub.jwk --offline --store ~/.qiyema --json',
      ),
    )
    .hook('preAction', demand('trust'))
    .action(verify)
}

async function verify(argument: string | undefined, options: VerifyOptions): Promise<void> {
  const { trust, root, store, offline } = options
  if (offline && isAddress(trust) && store === undefined)
    throw new Mistake('Offline, a trust list with an address can only come from a --store: give one.')
  const verifier = createVerifier({
    trust: await readTrust(trust, root),
    statusLists: await readStatusLists(options.statusList ?? []),
    suites: [sm2],
    requireStatus: !options.acceptUnconfirmedStatus,
    ...(store !== undefined && { store: fileStore(store) }),
  })
  const text = await readCodeText(argument)
  if (options.refresh || (isAddress(trust) && !offline)) await refresh(verifier)

  const result = await verifier.verify(text, options.at === undefined ? {} : { at: options.at })
  if (result.outcome !== 'valid') process.exitCode = NO
  const at = options.at ?? now()
  if (options.json) return printJson({ at, ...result })
  await print(describeVerdict(result, at, options.lang ?? languageOf(process.env)))
}

/** What cannot be fetched is said; what is held already still serves. */
async function refresh(verifier: Verifier): Promise<void> {
  const progress = startProgress('Fetching lists')
  const { problems } = await verifier.refresh().finally(() => progress.end())
  for (const { url, reason } of problems)
    remark(`qiyema: ${printable(`not refreshed: ${url ? `${url}: ` : ''}${reason}`)}`)
}
