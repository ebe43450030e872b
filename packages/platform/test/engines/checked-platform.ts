/** The platform as a process that, before it answers anybody, looks through what the one before it left, and says so. */
import { runServer } from '../../src/server/run.js'
import { inspect } from '../crash/inspect.js'

await runServer(process.env, {
  async prepare(store) {
    const found = await inspect(store)
    await new Promise(settle => process.send?.(found, settle))
  },
})
