/**
 * The banks whose part one can play here: this site's own, and three others of the sample county, so that a loan need has
 * takers. Each has a key of its own; a real bank has one, and keeps it to itself.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Client } from '@qiyema/core'
import { createPartnerClient } from '@qiyema/core/partner'
import type { JWK } from '@qiyema/core/verify'
import type { Localised } from './texts/texts.ts'

export interface Bank {
  /** At the platform. */
  readonly clientId: string
  readonly name: Localised
  readonly client: Client
}

const NAMES: Readonly<Record<string, Localised>> = {
  'par-bank01': { 'zh-CN': '莫干示范银行德清支行', en: 'Mogan Demonstration Bank, Deqing' },
  'par-bank02': { 'zh-CN': '下渚湖示范农村商业银行', en: 'Xiazhuhu Demonstration Rural Bank' },
  'par-bank03': { 'zh-CN': '乾元示范村镇银行', en: 'Qianyuan Demonstration Village Bank' },
  'par-bank04': { 'zh-CN': '钟管示范城市商业银行', en: 'Zhongguan Demonstration City Bank' },
}

export interface Banks {
  /** This site's own. */
  readonly own: Bank
  readonly all: readonly Bank[]
  find(clientId: string): Bank | undefined
}

export async function openBanks(platform: string, folder: string): Promise<Banks> {
  const open = async ([clientId, name]: [string, Localised]): Promise<Bank> => {
    const key = await readKey(join(folder, 'partners', `${clientId}.jwk`))
    return { clientId, name, client: createPartnerClient({ baseUrl: platform, clientId, key }) }
  }
  const all = await Promise.all(Object.entries(NAMES).map(open))
  const [own] = all
  if (!own) throw new Error('This site is of a bank.')
  return { own, all, find: clientId => all.find(bank => bank.clientId === clientId) }
}

async function readKey(path: string): Promise<JWK> {
  try {
    return JSON.parse(await readFile(path, 'utf8'))
  } catch (error) {
    throw new Error(
      `There is no key in ${path}: start a platform with "qiyema serve --sample", and set QIYEMA_FOLDER to its folder.`,
      { cause: error },
    )
  }
}
