/** Makes PGlite's engines: PostgreSQL as WebAssembly, inside of this process or page. */
import { PGlite, type PGliteOptions } from '@electric-sql/pglite'
import { COLUMN_PARSERS } from './column-types.js'

/** One that reads columns as every store does. */
export async function createPglite(options: PGliteOptions = {}): Promise<PGlite> {
  keepCompiledCode()
  return PGlite.create({ parsers: COLUMN_PARSERS, ...options })
}

/**
 * V8 frees WebAssembly code that it has compiled better. In Node 24 it then loses count of what lies where if another thread is
 * compiling, and aborts the whole process (`ThreadIsolation::UnregisterWasmAllocation`). Kept, the code of an engine costs a few
 * megabytes, once. Asked for like this, the module is no import, which a bundler for browsers would look for.
 */
function keepCompiledCode(): void {
  globalThis.process?.getBuiltinModule?.('node:v8').setFlagsFromString('--no-wasm-code-gc')
}
