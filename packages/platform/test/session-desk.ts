/** A session that has begun, for tests that attack it: one thing at a time is made other than an honest browser has it. */
import { afterAll, beforeAll, beforeEach } from 'vitest'
import type { Store } from '../src/store/store.js'
import {
  type BegunSession,
  type BrowserKey,
  beginSession,
  type ProofWishes,
  proofOf,
  widgetHeaders,
} from './browser-key.js'
import {
  BASE_URL,
  type Desk,
  ORIGIN,
  openDesk,
  type PartnerKey,
  partnerToken,
  registerPartner,
} from './desk.js'
import { openTestStore } from './test-store.js'

/** What a widget of the session may ask for. */
export const PATH = '/v1/loan-needs'

/** What came of a request: its status, and the code of its problem. */
export async function outcome(answer: Response | Promise<Response>): Promise<string> {
  const { status, headers, body } = await answer
  if (headers.get('content-type') !== 'application/problem+json') return String(status)
  const { code } = (await new Response(body).json()) as { code: string }
  return `${status} ${code}`
}

/** Keeps a desk with a fresh session for each test of a file. */
export function sessionDesk() {
  const scene = {} as {
    store: Store
    partnerKey: PartnerKey
    desk: Desk
    partner: string
    session: BegunSession
  }
  beforeAll(async () => {
    scene.store = await openTestStore()
    scene.partnerKey = await registerPartner(scene.store)
  }, 60_000)
  afterAll(() => scene.store.close())
  beforeEach(async () => {
    scene.desk = await openDesk({ store: scene.store })
    scene.partner = await partnerToken(scene.desk, scene.partnerKey)
    scene.session = await beginSession(scene.desk, scene.partner)
  })

  async function ask(headers: Record<string, string>, path = PATH, method = 'GET'): Promise<string> {
    return outcome(await scene.desk.app.request(BASE_URL + path, { method, headers }))
  }

  return {
    scene,
    ask,
    /** An honest request, of this session or with parts of another. */
    askHonestly: async (session: Partial<BegunSession> = {}, path = PATH, method = 'GET') =>
      ask(await widgetHeaders(scene.desk, { ...scene.session, ...session }, method, path), path, method),
    /** A request whose proof differs as wished. */
    async askWithProof(wishes: Partial<ProofWishes>, key: BrowserKey = scene.session.key) {
      const dpop = await proofOf(scene.desk, key, {
        method: 'GET',
        path: PATH,
        token: scene.session.token,
        ...wishes,
      })
      return ask({ authorization: `DPoP ${scene.session.token}`, origin: ORIGIN, dpop })
    },
    /** A request with this text for a proof. */
    askWithText: (dpop: string) =>
      ask({ authorization: `DPoP ${scene.session.token}`, origin: ORIGIN, dpop }),
    later: (seconds: number) => {
      scene.desk.clock.now = new Date(scene.desk.clock.now.getTime() + seconds * 1000)
    },
  }
}
