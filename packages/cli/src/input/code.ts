/** Finds the text of a code in what the caller gave: the text itself, standard input, a text file, a picture, or what `--json` printed. */
import { existsSync } from 'node:fs'
import { Mistake } from '../mistake.js'
import { asText, nameOf, readBytes } from './bytes.js'
import { isPicture, readSquare } from './picture.js'

/** Digits, a link, or SD-JWT text: never taken for the name of a file. */
const CODE = /^\d+$|^https?:|~/i
/** What is meant as a file, whether it is there or not. */
const FILE = /[/\\]|\.(png|jpe?g|txt|jwt|jwk|json|sd-jwt|svg|pdf|gif|webp)$/i

/**
 * The code's text, as it stands there; judging it is for others.
 *
 * @param argument - as the caller gave it; `-` or nothing is standard input
 */
export async function readCodeText(argument: string | undefined): Promise<string> {
  if (argument === undefined && process.stdin.isTTY)
    throw new Mistake(
      'No code was given: give a link, digits, an SD-JWT, a file or a picture, or - to read one.',
    )
  if (argument !== undefined && argument !== '-' && !isFile(argument)) return argument
  const path = argument ?? '-'
  const bytes = await readBytes(path)
  if (isPicture(bytes)) return readSquare(bytes, nameOf(path))
  const text = asText(bytes)
  if (text === undefined) throw new Mistake(`${nameOf(path)} is neither text nor a PNG or JPEG picture.`)
  if (text === '') throw new Mistake(`${nameOf(path)} is empty: no code was given.`)
  return text.startsWith('{') ? codeInJson(text, path) : text
}

/** What `sign --json` or `present --json` printed has a link, unless its holder has yet to present it. */
function codeInJson(text: string, path: string): string {
  const { link, credential } = parseObject(text) ?? {}
  const code = link ?? credential
  if (typeof code === 'string') return code
  throw new Mistake(`${nameOf(path)} is JSON, but not what sign --json or present --json prints.`)
}

function parseObject(text: string): { readonly link?: unknown; readonly credential?: unknown } | undefined {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isFile(argument: string): boolean {
  return !CODE.test(argument) && (FILE.test(argument) || existsSync(argument))
}
