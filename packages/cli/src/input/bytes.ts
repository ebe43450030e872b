/** Reads files and standard input, up to a limit, with a clear line for each way that this fails. */
import { createReadStream } from 'node:fs'
import { Mistake } from '../mistake.js'

const MEBIBYTE = 2 ** 20
const DEFAULT_LIMIT = 64 * MEBIBYTE

/** Standard input that was read: there is only one. */
const taken = new WeakSet<object>()

/** What an input is called in a sentence. */
export function nameOf(path: string): string {
  return path === '-' ? 'Standard input' : path
}

/** All bytes of a file; `-` is standard input. */
export async function readBytes(path: string, limit = DEFAULT_LIMIT): Promise<Buffer> {
  if (path === '-') {
    if (taken.has(process.stdin))
      throw new Mistake('Standard input can be read for one thing only; give files for the rest.')
    taken.add(process.stdin)
  }
  const stream = path === '-' ? process.stdin : createReadStream(path)
  const chunks: Buffer[] = []
  let length = 0
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      length += chunk.length
      if (length > limit)
        throw new Mistake(
          `${nameOf(path)} is larger than ${limit / MEBIBYTE} MiB: this is not what was meant.`,
        )
      chunks.push(chunk)
    }
  } catch (error) {
    throw error instanceof Mistake ? error : new Mistake(faultOf(path, error))
  }
  return Buffer.concat(chunks)
}

/** A file that is text, without the line end at its end. */
export async function readText(path: string): Promise<string> {
  const text = asText(await readBytes(path))
  if (text === undefined) throw new Mistake(`${nameOf(path)} is not text in UTF-8.`)
  return text
}

/** Bytes as text, without the line ends at the end; undefined when they are no UTF-8. */
export function asText(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).replace(/[\r\n]+$/, '')
  } catch {
    return undefined
  }
}

/** A file of JSON. The sentence never quotes the file, which may hold a key. */
export async function readJson(path: string): Promise<unknown> {
  const text = await readText(path)
  try {
    return JSON.parse(text)
  } catch {
    throw new Mistake(`${nameOf(path)} is not JSON.`)
  }
}

function faultOf(path: string, error: unknown): string {
  const { code = 'unknown' } = error as NodeJS.ErrnoException
  if (code === 'ENOENT') return `There is no file ${path}.`
  if (code === 'EISDIR') return `${path} is a folder, not a file.`
  if (code === 'EACCES') return `${path} may not be read by you.`
  return `${nameOf(path)} cannot be read (${code}).`
}
