/** Writes what a command has to say: data on standard output, remarks on standard error. */

/** Writes data, and resolves when it is on its way. */
export function print(data: string | Uint8Array): Promise<void> {
  return new Promise(resolve => {
    process.stdout.write(data, () => resolve())
  })
}

export function printLine(line: string): Promise<void> {
  return print(`${line}\n`)
}

export function printJson(value: unknown): Promise<void> {
  return printLine(JSON.stringify(value, null, 2))
}

/** A remark for the person at the terminal; data never stands here. */
export function remark(line: string): void {
  process.stderr.write(`${line}\n`)
}
