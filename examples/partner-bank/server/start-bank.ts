/** Starts the site on a port of this machine, and has the platform tell it what happens. */
import { createServer, type Server } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { openBanks } from './banks.ts'
import { readSettings } from './settings.ts'
import { createSite } from './site.ts'

export interface BankOptions {
  /** The built scripts and styles. */
  readonly dist: string
  readonly environment: NodeJS.ProcessEnv
}

export interface StartedBank {
  /** `http://localhost:PORT`: the platform has to know it as a site of the banks. */
  readonly origin: string
  close(): Promise<void>
}

export async function startBank({ dist, environment }: BankOptions): Promise<StartedBank> {
  const { port, platform, folder } = readSettings(environment)
  const banks = await openBanks(platform, folder)
  let origin = ''
  const { app, webhooks } = createSite({ platform, banks, dist, origin: () => origin })
  const server = createServer(getRequestListener(app.fetch))
  origin = `http://localhost:${await listen(server, port)}`
  await webhooks.register(origin)
  return { origin, close: () => close(server) }
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : port)
    })
  })
}

function close(server: Server): Promise<void> {
  return new Promise(resolve => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
