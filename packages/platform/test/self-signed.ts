/** A certificate for one name that vouches for itself, made for one test: X.509 v3 in DER, ECDSA with SHA-256. */
import { createSign, generateKeyPairSync } from 'node:crypto'

/** Both in PEM. */
export interface SelfSigned {
  readonly cert: string
  readonly key: string
}

export function selfSigned(host: string): SelfSigned {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const name = sequence(set(sequence(oid(0x55, 4, 3), der(0x0c, Buffer.from(host)))))
  const algorithm = sequence(oid(0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 2))
  const alternatives = sequence(der(0x82, Buffer.from(host)))
  const isAuthority = sequence(der(0x01, Buffer.from([0xff])))
  const certificate = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([1])),
    algorithm,
    name,
    sequence(utcTime('200101000000Z'), utcTime('491231235959Z')),
    name,
    publicKey.export({ format: 'der', type: 'spki' }),
    der(
      0xa3,
      sequence(
        sequence(oid(0x55, 29, 17), der(0x04, alternatives)),
        sequence(oid(0x55, 29, 19), der(0x04, isAuthority)),
      ),
    ),
  )
  const signature = createSign('sha256').update(certificate).sign(privateKey)
  const signed = sequence(certificate, algorithm, der(0x03, Buffer.from([0]), signature))
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${signed.toString('base64')}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
  }
}

function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts)
  const { length } = content
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...size]), content])
}

const sequence = (...parts: readonly Buffer[]) => der(0x30, ...parts)
const set = (...parts: readonly Buffer[]) => der(0x31, ...parts)
/** In the bytes that encode it, of which the first stands for two numbers. */
const oid = (...bytes: readonly number[]) => der(0x06, Buffer.from(bytes))
const utcTime = (text: string) => der(0x17, Buffer.from(text))
