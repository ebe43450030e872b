// How many scans a second one machine takes, all its cores at work, and how many requests that costs the origin: none.
import { exportJWK } from 'jose'
import type { SampleIssuer } from './samples.ts'
import type { ScanningData, ScanningResult } from './scanning-thread.ts'
import { CORES, inThreads } from './threads.ts'

/** What all threads together did. */
export interface Scanning {
  readonly cores: number
  readonly perSecond: number
  /** What raw WebCrypto does in the same threads: nobody can do more on this machine. */
  readonly rawPerSecond: number
  /** Requests to any address, made while verifying. */
  readonly requests: number
}

/** Verifies C1 links in every thread, in turns with raw WebCrypto. */
export async function measureScanning(issuer: SampleIssuer, milliseconds: number): Promise<Scanning> {
  const { trust, statusLists, codes, publicKey } = issuer
  const publicJwk = await exportJWK(publicKey)
  const data: ScanningData = { trust, statusLists, codes: codes.C1, publicJwk, milliseconds }
  const results = await inThreads<ScanningResult>('./scanning-thread.ts', () => data)
  const sum = (value: (result: ScanningResult) => number) =>
    results.reduce((total, result) => total + value(result), 0)
  return {
    cores: CORES,
    perSecond: sum(({ perSecond }) => perSecond),
    rawPerSecond: sum(({ rawPerSecond }) => rawPerSecond),
    requests: sum(({ requests }) => requests),
  }
}
