/** `qiyema qr`: draws the square of a link. */
import { extname } from 'node:path'
import { createSquare, renderPng, renderSvg, type Square, type SquareUse } from '@qiyema/core/qr'
import { type Command, Option } from 'commander'
import { readCodeText } from '../input/code.js'
import { examples, parseWhole, withOutput } from '../input/options.js'
import { Mistake } from '../mistake.js'
import { type OutputOptions, writeOutput } from '../output/file.js'
import { drawHalfBlocks } from '../output/half-blocks.js'
import { printJson, remark } from '../output/print.js'

interface QrOptions extends OutputOptions {
  readonly use: SquareUse
  readonly format?: Format
  readonly scale: number
  readonly invert?: boolean
  readonly json?: boolean
}

const FORMATS = ['svg', 'png', 'terminal'] as const
type Format = (typeof FORMATS)[number]

export function addQr(program: Command): void {
  withOutput(program.command('qr').argument('[link]', 'the link, or a file of it; - reads it'))
    .summary('draw the square of a link')
    .description(
      'Draws the square of a link: to a file, on the terminal, or as SVG into a pipe. Its version, modules and printed ' +
        'size are said on standard error.',
    )
    .addOption(
      new Option('-u, --use <use>', 'where it will be read')
        .choices(['screen', 'print', 'outdoor'])
        .default('print'),
    )
    .addOption(
      new Option('--format <format>', "how it is drawn (default: by the file's name)").choices(FORMATS),
    )
    .option('--scale <pixels>', 'pixels a module of a PNG, 1 to 64', parseWhole, 8)
    .option('--invert', 'on a terminal without colour: for one that is dark on light')
    .option('--json', 'print version, modules and sizes as JSON; the drawing needs --out')
    .addHelpText(
      'after',
      examples(
        'qiyema qr https://QYM.EXAMPLE/Q/1234… --out code.svg',
        'qiyema qr link.txt --use outdoor --out sign.png --scale 16',
        'qiyema present credential.txt --key holder.jwk | qiyema qr --use screen',
      ),
    )
    .action(qr)
}

async function qr(argument: string | undefined, options: QrOptions): Promise<void> {
  const format = formatOf(options)
  const isFile = options.out !== undefined && options.out !== '-'
  if (format === 'png' && !isFile && process.stdout.isTTY)
    throw new Mistake('A PNG is not for a terminal: give --out FILE.')
  const square = createSquare(await readCodeText(argument), options.use)
  if (isFile || !options.json) await writeOutput(await draw(square, format, options), options)
  if (options.json) {
    const { isDark, ...facts } = square
    await printJson({ ...facts, ...(isFile && { format, file: options.out }) })
  } else remark(describe(square))
}

function formatOf({ format, out }: QrOptions): Format {
  if (format) return format
  if (out === undefined || out === '-') return process.stdout.isTTY ? 'terminal' : 'svg'
  const extension = extname(out).slice(1).toLowerCase()
  if (extension === 'svg' || extension === 'png') return extension
  throw new Mistake(`How is ${out} to be drawn? Name it .svg or .png, or give --format.`)
}

async function draw(
  square: Square,
  format: Format,
  { scale, invert }: QrOptions,
): Promise<string | Uint8Array> {
  switch (format) {
    case 'svg':
      return `${renderSvg(square)}\n`
    case 'png':
      return renderPng(square, { scale })
    case 'terminal':
      return drawHalfBlocks(square, invert ?? false)
  }
}

function describe({ version, modules, level, use, minimumMillimetres }: Square): string {
  return (
    `Version ${version}-${level}, ${modules} × ${modules} modules: at least ${minimumMillimetres} mm wide, ` +
    `white border included, for ${use}.`
  )
}
