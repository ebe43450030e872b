/** What a scanned text is worth at this moment: its signatures as anybody checks them, its state as the database has it. */
import {
  type Assurance,
  createVerifier,
  type Outcome,
  type VerificationResult,
  type VerifiedCode,
  type Verifier,
} from '@qiyema/core/verify'
import type { EnterpriseRow } from '../registry/enterprises.js'
import type { Db } from '../store/store.js'
import { type ForeignScheme, foreignSchemeOf } from './foreign-codes.js'
import type { Issuer } from './issuer.js'
import type { Position } from './positions.js'
import { currentTrust } from './trust-list.js'

/** A code of this scheme, whoever issued it; or one of somebody else's. */
export type Judgement = OurCode | { readonly scheme: ForeignScheme }

export interface OurCode {
  readonly scheme: 'qiyema'
  readonly outcome: Outcome
  readonly assurance?: Assurance
  /** What it says, once its signatures have held. */
  readonly code?: VerifiedCode
  /** As registers have it now, whatever the code says. */
  readonly enterprise?: EnterpriseRow
}

export interface Judge {
  /** In the order of the texts. Never throws for what a text holds. */
  judge(db: Db, texts: readonly string[], now: Date): Promise<readonly Judgement[]>
}

/** Makes what judges. */
export function createJudge(issuer: Issuer): Judge {
  let current: { readonly seq: number; readonly verifier: Verifier } | undefined
  const verifierFor = async (db: Db, now: Date): Promise<Verifier> => {
    const { seq, list } = await currentTrust(db, issuer, now)
    if (current?.seq !== seq)
      current = { seq, verifier: createVerifier({ trust: list, requireStatus: false }) }
    return current.verifier
  }
  return {
    async judge(db, texts, now) {
      const verifier = await verifierFor(db, now)
      const at = Math.floor(now.getTime() / 1000)
      const results = await Promise.all(texts.map(text => verifier.verify(text, { at })))
      const states = await statesOf(db, results.flatMap(codeOf).map(positionOf))
      const enterprises = await enterprisesOf(db, results.flatMap(codeOf))
      return results.map((result, index) => {
        const [code] = codeOf(result)
        if (code) return { ...inState(result, code, states), ...enterpriseIn(enterprises, code) }
        return judgeRefused(result, texts[index] ?? '', issuer)
      })
    },
  }
}

/** What is no code at all is somebody else's, unless it came from our own address. */
function judgeRefused({ outcome }: VerificationResult, text: string, { baseUrl }: Issuer): Judgement {
  if (outcome !== 'malformed' || isOurLink(text, baseUrl)) return { scheme: 'qiyema', outcome }
  return { scheme: foreignSchemeOf(text) }
}

function isOurLink(text: string, baseUrl: string): boolean {
  const link = text.slice(0, baseUrl.length + 3).toLowerCase()
  return [`${baseUrl}/q/`, `${baseUrl}/q#`].includes(link)
}

function inState(result: VerificationResult, code: VerifiedCode, states: States): OurCode {
  const { outcome } = result
  if (outcome !== 'valid') return { scheme: 'qiyema', outcome, code }
  const state = states.get(nameOf(positionOf(code)))
  // Signed with our key and unknown to our database: a copy of it that was restored does not know what happened since.
  if (state === undefined) return { scheme: 'qiyema', outcome: 'unconfirmed', code }
  if (state !== 'valid') return { scheme: 'qiyema', outcome: state, code }
  return { scheme: 'qiyema', outcome, code, ...(result.assurance && { assurance: result.assurance }) }
}

type States = ReadonlyMap<string, 'valid' | 'suspended' | 'revoked'>

async function statesOf(db: Db, positions: readonly Position[]): Promise<States> {
  if (positions.length === 0) return new Map()
  const rows = await db
    .selectFrom('status_positions')
    .selectAll()
    .where(({ eb, refTuple, tuple }) =>
      eb(
        refTuple('list', 'index'),
        'in',
        positions.map(({ list, index }) => tuple(list, index)),
      ),
    )
    .execute()
  return new Map(rows.map(row => [nameOf(row), row.state]))
}

async function enterprisesOf(
  db: Db,
  codes: readonly VerifiedCode[],
): Promise<ReadonlyMap<string, EnterpriseRow>> {
  if (codes.length === 0) return new Map()
  const usccs = [...new Set(codes.map(({ uscc }) => uscc))]
  const rows = await db.selectFrom('enterprises').selectAll().where('uscc', 'in', usccs).execute()
  return new Map(rows.map(row => [row.uscc, row]))
}

function enterpriseIn(enterprises: ReadonlyMap<string, EnterpriseRow>, { uscc }: VerifiedCode) {
  const enterprise = enterprises.get(uscc)
  return enterprise ? { enterprise } : {}
}

function codeOf(result: VerificationResult): VerifiedCode[] {
  return 'code' in result && result.code ? [result.code] : []
}

function positionOf({ status: { uri, index } }: VerifiedCode): Position {
  return { list: Number(uri.slice(uri.lastIndexOf('/') + 1)), index }
}

function nameOf({ list, index }: Position): string {
  return `${list}/${index}`
}
