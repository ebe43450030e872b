/** The platform as a process of its own, configured by its environment, for tests that end it in every way. */
import { runServer } from '../../src/server/run.js'

await runServer(process.env)
