// `npm start`: serves the built page with a sample issuer until it is told to stop.
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { startSite } from './site.ts'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const dist = here('../dist')
const port = Number(process.env.PORT ?? 4310)

if (!existsSync(dist)) fail('The site is not built: run npm run build first.')
if (!Number.isInteger(port) || port < 0 || port > 65535) fail('PORT is a whole number from 0 to 65535.')

const site = await startSite({ dist, data: here('../.data'), port })
console.log(`
  Verify a code   ${site.origin}/
  Sample codes    ${site.origin}/sheet.html

  The issuer and its enterprises are invented. Stop with Ctrl+C.
`)

// With a channel it also ends when whoever started it does.
for (const event of ['SIGINT', 'SIGTERM', 'disconnect'] as const) {
  process.once(event, async () => {
    await site.close()
    process.exit(0)
  })
}

function fail(sentence: string): never {
  console.error(sentence)
  process.exit(1)
}
