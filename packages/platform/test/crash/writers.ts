/**
 * Clients that write on and on, whatever becomes of the platform: banks ask for consents, representatives give them and take
 * them back. What somebody means has one key, and is asked for with it until it is answered.
 */
import { ApiError, type CallOptions, type Client, createClient, newIdempotencyKey } from '@qiyema/core'
import { createPartnerClient } from '@qiyema/core/partner'
import { SIGN_IN_SECONDS } from '../../src/access/operators.js'
import type { Bank, Callers, Enterprise } from './callers.js'

type Asked = Parameters<Client['consent']['request']>[0]
const ASKED: Omit<Asked, 'uscc'> = {
  purpose: 'loan-application',
  scopes: ['tax.summary', 'operations.summary'],
  until: dayInAYear(),
  reason: '用于贷款审批',
}
const BREATH_MILLISECONDS = 500

interface Consent {
  readonly id: string
}

/** Something that one of them meant, as it was answered. */
export interface Acknowledged {
  readonly key: string
  readonly bank: string
  readonly step: string
  readonly answer: Consent
  /** Asks for it with its key. */
  readonly ask: () => Promise<Consent>
}

export interface Writers {
  /** In the order of the answers. */
  readonly acknowledged: readonly Acknowledged[]
  /** Resolves when so many more are acknowledged. @throws {ApiError} what a writer was told that nobody should be told */
  more(count: number): Promise<void>
  /** Each finishes the consent that it is at. */
  stop(): Promise<void>
  /** Each stops where it is. */
  abandon(): void
}

/** Starts one writer for each bank and enterprise. */
export function startWriters(baseUrl: string, { banks, enterprises }: Callers): Writers {
  const acknowledged: Acknowledged[] = []
  const looking = new Set<() => void>()
  const abandoned = new AbortController()
  let isStopping = false

  async function mean(
    bank: string,
    step: string,
    send: (how: CallOptions) => Promise<Consent>,
  ): Promise<Consent> {
    const key = newIdempotencyKey()
    const ask = () => untilAnswered(() => send({ idempotencyKey: key, signal: abandoned.signal }))
    const answer = await ask()
    acknowledged.push({ key, bank, step, answer, ask })
    for (const look of looking) look()
    return answer
  }

  async function write(bank: WritingBank, { uscc, client }: WritingEnterprise): Promise<void> {
    const { scopes, until } = ASKED
    while (!isStopping) {
      const { id: consentId } = await mean(bank.id, 'consent.request', how =>
        bank.client.consent.request({ ...ASKED, uscc }, how),
      )
      await mean(bank.id, 'consent.approve', how => client.consent.approve({ consentId, scopes, until }, how))
      await mean(bank.id, 'consent.withdraw', how => client.consent.withdraw({ consentId }, how))
    }
  }

  const atDesks = enterprises.map(enterprise => enterpriseAt(baseUrl, enterprise))
  const atBanks = banks.map(bank => bankAt(baseUrl, bank))
  const done = Promise.all(atBanks.flatMap(bank => atDesks.map(enterprise => write(bank, enterprise))))
  // Heard by whoever waits for them.
  done.catch(() => {})

  return {
    acknowledged,
    async more(count) {
      const enough = acknowledged.length + count
      const reached = new Promise<void>(settle => {
        const look = () => {
          if (acknowledged.length < enough) return
          looking.delete(look)
          settle()
        }
        looking.add(look)
        look()
      })
      await Promise.race([reached, done])
    },
    async stop() {
      isStopping = true
      await done
    },
    abandon: () => abandoned.abort(),
  }
}

type WritingBank = ReturnType<typeof bankAt>
type WritingEnterprise = ReturnType<typeof enterpriseAt>

function bankAt(baseUrl: string, { id, key }: Bank) {
  return { id, client: createPartnerClient({ baseUrl, clientId: id, key }) }
}

function enterpriseAt(baseUrl: string, { uscc, token }: Enterprise) {
  const signIn = async () => ({ token, expiresInSeconds: SIGN_IN_SECONDS })
  return { uscc, client: createClient({ baseUrl, signIn }) }
}

/** As a program does that means it: again with the same key, when the client has given up for now. */
async function untilAnswered(send: () => Promise<Consent>): Promise<Consent> {
  for (;;) {
    try {
      return await send()
    } catch (error) {
      if (!isPassing(error)) throw error
      await new Promise(resolve => setTimeout(resolve, Math.random() * BREATH_MILLISECONDS))
    }
  }
}

function isPassing(error: unknown): boolean {
  if (!(error instanceof ApiError)) return false
  const { code, status = 0, problem } = error
  if (code === 'ERR_PROBLEM' || code === 'ERR_ANSWER')
    return status >= 500 || status === 429 || problem?.code === 'idempotency_in_progress'
  return ['ERR_NETWORK', 'ERR_TIMEOUT', 'ERR_SESSION'].includes(code)
}

function dayInAYear(): string {
  return new Date(Date.now() + 365 * 24 * 3600 * 1000).toISOString().slice(0, 10)
}
