/** A provider of OpenID Connect on a real socket, which follows the standard until it is told to cheat. */
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, type JWK, SignJWT, UnsecuredJWT } from 'jose'
import { randomText, sha256 } from '../src/http/digest.js'

export const CLIENT_ID = 'qiyema'
export const CLIENT_SECRET = 'a secret of 32 characters, or so '

type Claims = Readonly<Record<string, unknown>>

/** Ways to cheat, and whom it proves. */
export interface Behaviour {
  /** In the id_token beside what is right, or instead of it; what is undefined is left out. */
  idToken: Claims
  /** What the id_token is signed with. */
  signature: 'right' | 'none' | 'secret' | 'stranger'
  userinfo: Claims
  /** On the way back, beside what is right or instead of it. */
  callback: Readonly<Record<string, string>>
  /** Whether codes count more than once. */
  isForgetful: boolean
  isDown: boolean
}

const HONEST: Behaviour = {
  idToken: {},
  signature: 'right',
  userinfo: {},
  callback: {},
  isForgetful: false,
  isDown: false,
}

export const SUBJECT = 'subject-of-rep-02'

export async function openIdentityProvider({ hasUserinfo = false } = {}) {
  const behaviour: Behaviour = { ...HONEST }
  const ours = await generateKeyPair('ES256')
  const strangers = await generateKeyPair('ES256')
  const codes = new Map<string, URLSearchParams>()
  const asked: { path: string; authorization?: string | undefined; form: URLSearchParams }[] = []

  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '', issuer())
    const form = new URLSearchParams(await textOf(request))
    asked.push({ path: url.pathname, authorization: request.headers.authorization, form })
    if (behaviour.isDown) return void response.writeHead(503).end('down')
    const answer = await answerTo(url, form)
    if (answer instanceof URL) return void response.writeHead(302, { location: answer.href }).end()
    const status = 'error' in answer ? 400 : 200
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
  })
  await new Promise<void>(settle => server.listen(0, '127.0.0.1', settle))
  const issuer = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  async function answerTo(url: URL, form: URLSearchParams): Promise<URL | object> {
    switch (url.pathname) {
      case '/.well-known/openid-configuration':
        return metadata()
      case '/jwks':
        return { keys: [{ ...(await exportJWK(ours.publicKey)), kid: 'one', alg: 'ES256', use: 'sig' }] }
      case '/authorize':
        return authorize(url.searchParams)
      case '/token':
        return grant(form)
      case '/userinfo':
        return { sub: SUBJECT, ...behaviour.userinfo }
      default:
        return { error: 'not_found' }
    }
  }

  function metadata() {
    return {
      issuer: issuer(),
      authorization_endpoint: `${issuer()}/authorize`,
      token_endpoint: `${issuer()}/token`,
      jwks_uri: `${issuer()}/jwks`,
      ...(hasUserinfo && { userinfo_endpoint: `${issuer()}/userinfo` }),
      response_types_supported: ['code'],
      id_token_signing_alg_values_supported: ['ES256', 'HS256', 'none'],
      authorization_response_iss_parameter_supported: true,
    }
  }

  function authorize(query: URLSearchParams): URL {
    const code = randomText(16)
    codes.set(code, query)
    const back = new URL(query.get('redirect_uri') ?? '')
    const told = { code, state: query.get('state') ?? '', iss: issuer(), ...behaviour.callback }
    for (const [name, value] of Object.entries(told)) back.searchParams.set(name, value)
    return back
  }

  async function grant(form: URLSearchParams): Promise<object> {
    const code = form.get('code') ?? ''
    const query = codes.get(code)
    if (!behaviour.isForgetful) codes.delete(code)
    const isRight =
      query?.get('code_challenge') === (await sha256(form.get('code_verifier') ?? '')) &&
      query.get('redirect_uri') === form.get('redirect_uri')
    if (!isRight) return { error: 'invalid_grant' }
    const idToken = await idTokenOf(query.get('nonce') ?? '')
    return { access_token: randomText(16), token_type: 'Bearer', expires_in: 60, id_token: idToken }
  }

  async function idTokenOf(nonce: string): Promise<string> {
    const seconds = Math.floor(Date.now() / 1000)
    const right = { iss: issuer(), sub: SUBJECT, aud: CLIENT_ID, iat: seconds, exp: seconds + 60, nonce }
    const claims = { ...right, ...behaviour.idToken }
    switch (behaviour.signature) {
      case 'none':
        return new UnsecuredJWT(claims).encode()
      case 'secret':
        return new SignJWT(claims)
          .setProtectedHeader({ alg: 'HS256' })
          .sign(new TextEncoder().encode(CLIENT_SECRET))
      default: {
        const { privateKey } = behaviour.signature === 'right' ? ours : strangers
        return new SignJWT(claims).setProtectedHeader({ alg: 'ES256', kid: 'one' }).sign(privateKey)
      }
    }
  }

  return {
    issuer: issuer(),
    asked,
    /** From now on it cheats in these ways, and in no other. */
    behave(ways: Partial<Behaviour>) {
      Object.assign(behaviour, HONEST, ways)
    },
    /** What a browser does whom the provider knows: it comes back at once. */
    async visit(address: string | URL): Promise<URL> {
      const answer = await fetch(address, { redirect: 'manual' })
      return new URL(answer.headers.get('location') ?? '')
    },
    async close() {
      server.closeAllConnections()
      await new Promise(settle => server.close(settle))
    },
  }
}

export type TestProvider = Awaited<ReturnType<typeof openIdentityProvider>>

/** A key that the platform is registered with. */
export async function newClientKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true })
  return { ...(await exportJWK(privateKey)), alg: 'ES256', kid: 'qiyema-1' }
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request) text += chunk
  return text
}
