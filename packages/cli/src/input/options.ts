/** Parsers of option values, and the options that several commands have. Commander puts the option's name before each sentence. */
import { type Command, InvalidArgumentError, Option } from 'commander'
import { Mistake } from '../mistake.js'

const RFC_3339 = /^(\d{4})-(\d{2})-(\d{2})[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/i
const SECONDS_OF = { s: 1, m: 60, h: 3600, d: 86400, w: 604800, y: 31536000 } as const

/** Unix seconds, from Unix seconds or RFC 3339. */
export function parseTime(text: string): number {
  if (/^\d{1,11}$/.test(text)) return Number(text)
  const [, year, month, day] = RFC_3339.exec(text) ?? []
  const milliseconds = Date.parse(text.toUpperCase().replace(' ', 'T'))
  const isDate = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day))).getUTCDate() === Number(day)
  if (isDate && !Number.isNaN(milliseconds)) return Math.floor(milliseconds / 1000)
  throw new InvalidArgumentError('Give Unix seconds, or RFC 3339 such as 2026-11-19T13:00:00+08:00.')
}

/** Seconds, from a number with its unit. */
function parseDuration(text: string): number {
  const [, count, unit] = /^(\d{1,9})([smhdwy])$/.exec(text) ?? []
  if (count === undefined)
    throw new InvalidArgumentError('Give a number and a unit: 90s, 30m, 12h, 7d, 2w or 1y.')
  return Number(count) * SECONDS_OF[unit as keyof typeof SECONDS_OF]
}

export function parseWhole(text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('Give a whole number.')
}

/** For options that may be given several times. */
export function collect(value: string, values: readonly string[] = []): readonly string[] {
  return [...values, value]
}

/** The lines under a command's options that show how it is called. */
export function examples(...lines: readonly string[]): string {
  return `\nExamples:\n${lines.map(line => `  $ ${line}`).join('\n')}`
}

/**
 * A hook that misses options by the names of their values. Commander's own required options are missed before a
 * misspelt one is noticed.
 */
export function demand(...names: readonly string[]): (command: Command) => void {
  return command => {
    const missing = command.options.find(
      option =>
        names.includes(option.attributeName()) &&
        command.getOptionValue(option.attributeName()) === undefined,
    )
    if (missing)
      throw new Mistake(`Option ${missing.flags} is missing: qiyema help ${pathOf(command)} explains it.`)
  }
}

/** An option that is a duration, with its default as people write it. */
export function durationOption(flags: string, description: string, standard: string): Option {
  return new Option(flags, description).argParser(parseDuration).default(parseDuration(standard), standard)
}

/** `--out` and `--force`. */
export function withOutput(command: Command): Command {
  return command
    .option('-o, --out <file>', 'write to this file instead of standard output')
    .option('-f, --force', 'replace the file if it is there already')
}

/** The present moment in Unix seconds. */
export function now(): number {
  return Math.floor(Date.now() / 1000)
}

/** The command without the program's name, such as `trust build`. */
function pathOf(command: Command): string {
  const above = command.parent?.parent ? `${pathOf(command.parent)} ` : ''
  return above + command.name()
}
