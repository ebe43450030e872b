/** The options that every edition of a status list has: its key, its entries from a file, its times. */
import type { StatusListEdition } from '@qiyema/core/trust'
import type { Command } from 'commander'
import { demand, durationOption, now, parseTime } from '../../input/options.js'
import type { OutputOptions } from '../../output/file.js'

export interface EditionOptions extends OutputOptions {
  readonly key: string
  readonly entries?: string
  readonly at?: number
  readonly ttl: number
  readonly valid: number
}

export function withEdition(command: Command): Command {
  return command
    .option('-k, --key <file>', "the issuer's private status key, a JSON Web Key (required)")
    .option('-e, --entries <file>', 'a file of entries, one a line; - reads it')
    .option('--at <time>', 'the moment of the edition (default: now)', parseTime)
    .addOption(durationOption('--ttl <duration>', 'how long a copy counts as fresh', '12h'))
    .addOption(durationOption('--valid <duration>', 'how long it may be used at all', '7d'))
    .hook('preAction', demand('key'))
}

export function editionOf({ at = now(), ttl, valid }: EditionOptions): StatusListEdition {
  return { iat: at, ttl, exp: at + valid }
}
