// `npm start`: serves the built site of the bank until it is told to stop.
import { fileURLToPath } from 'node:url'
import { startBank } from './start-bank.ts'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

try {
  const bank = await startBank({ dist: here('../dist'), environment: process.env })
  console.log(`  Partner bank      ${bank.origin}/`)
  // With a channel it also ends when whoever started it does.
  for (const event of ['SIGINT', 'SIGTERM', 'disconnect'] as const) {
    process.once(event, async () => {
      await bank.close()
      process.exit(0)
    })
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}
