// `npm start`: serves the built page until it is told to stop. All that it shows is public: there is no key, and no session.
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { createServer } from 'node:http'
import { fileURLToPath } from 'node:url'
import { getRequestListener } from '@hono/node-server'
import { createSite } from './site.ts'

const { PORT = '4330', QIYEMA_URL = 'http://localhost:4400' } = process.env
const dist = fileURLToPath(new URL('../dist', import.meta.url))
if (!existsSync(dist)) fail('The page is not built: run npm run build first.')

const server = createServer(
  getRequestListener(createSite({ dist, platform: new URL(QIYEMA_URL).origin }).fetch),
)
server.once('error', error => fail(error.message))
server.listen(Number(PORT), '127.0.0.1')
await once(server, 'listening')
const address = server.address()
const port = typeof address === 'object' && address ? address.port : PORT
console.log(`  Industry platform http://localhost:${port}/`)

// With a channel it also ends when whoever started it does.
for (const event of ['SIGINT', 'SIGTERM', 'disconnect'] as const) {
  process.once(event, () => {
    server.close(() => process.exit(0))
    server.closeAllConnections()
  })
}

function fail(sentence: string): never {
  console.error(sentence)
  process.exit(1)
}
