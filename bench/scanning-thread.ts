// One thread of scanning.ts: verifies links with 16 under way at once, in turns with raw WebCrypto, and counts what leaves it.
import { Socket } from 'node:net'
import { parentPort, workerData } from 'node:worker_threads'
import type { TrustList } from '@qiyema/core/verify'
import { importJWK, type JWK } from 'jose'
import { race } from './rounds.ts'
import { asCryptoKey, type Sample, type SampleIssuer } from './samples.ts'
import { ours, raw } from './verification.ts'

/** What a thread is given. */
export interface ScanningData {
  readonly trust: TrustList
  readonly statusLists: SampleIssuer['statusLists']
  readonly codes: readonly Sample[]
  readonly publicJwk: JWK
  readonly milliseconds: number
}

/** What a thread did. */
export interface ScanningResult {
  readonly perSecond: number
  readonly rawPerSecond: number
  readonly requests: number
}

const { trust, statusLists, codes, publicJwk, milliseconds } = workerData as ScanningData
const publicKey = asCryptoKey(await importJWK(publicJwk, 'ES256'))

let requests = 0
const { connect } = Socket.prototype
// Whatever asks the network ends up here.
Socket.prototype.connect = function (this: Socket, ...args: Parameters<typeof connect>) {
  requests++
  return connect.apply(this, args)
} as typeof connect

const issuer = { trust, statusLists, publicKey, codes: { C1: codes, C2: [], P1: [] } }
const rounds = 10
const [qiyema, webCrypto] = await race([ours(issuer, 'C1', 'link'), raw(issuer, 'C1')], {
  rounds,
  millisecondsEach: milliseconds / rounds / 2,
  inFlight: 16,
})
const result: ScanningResult = {
  perSecond: qiyema?.perSecond ?? 0,
  rawPerSecond: webCrypto?.perSecond ?? 0,
  requests,
}
parentPort?.postMessage({ result })
