/** What the live example does: the sandbox, an enterprise of its county, a verifier that pins the sandbox's trust list, and a widget. */
import { createSquare, renderDataUrl } from '@qiyema/core/qr'
import { createVerifier, type VerificationResult } from '@qiyema/core/verify'
import { createSandbox } from '@qiyema/sandbox'
import '@qiyema/widgets/qym-business-card'
import type { QymSession } from '@qiyema/widgets/qym-session'

/** A code as a picture, and what a verifier makes of it. */
export interface Shown {
  readonly picture: string
  readonly result: VerificationResult
}

/** What a widget is given in the place of a platform on the network. */
export interface Surroundings {
  readonly platform: string
  readonly connectionOptions: QymSession['connectionOptions']
}

export interface Demonstration {
  readonly uscc: string
  readonly surroundings: Surroundings
  issue(): Promise<Shown>
  forge(): Promise<Shown>
  revoke(): Promise<Shown>
  /** Until the code has expired. */
  wait(): Promise<Shown>
  close(): Promise<void>
}

export async function startDemonstration(): Promise<Demonstration> {
  const sandbox = await createSandbox()
  const enterprise = sandbox.signIn('ent-02')
  const verifier = createVerifier({
    trust: { url: `${sandbox.baseUrl}/.well-known/trust-list`, root: sandbox.trustRoot },
    fetch: (url, init) => sandbox.fetch(new Request(url, init)),
    now: () => sandbox.clock.now() / 1000,
  })
  let current = { id: '', link: '' }

  async function show(link: string): Promise<Shown> {
    await verifier.refresh()
    const [picture, result] = await Promise.all([
      renderDataUrl(createSquare(link, 'screen')),
      verifier.verify(link),
    ])
    return { picture, result }
  }

  return {
    uscc: sandbox.usccOf('ent-02'),
    surroundings: {
      platform: sandbox.baseUrl,
      connectionOptions: { fetch: sandbox.fetch, now: sandbox.clock.now },
    },
    async issue() {
      const { id, link = '' } = await enterprise.code.codes.issue({
        kind: 'static',
        withName: true,
        years: 1,
      })
      current = { id, link }
      return show(link)
    },
    forge: () => show(withOtherDigit(current.link)),
    async revoke() {
      await enterprise.code.codes.revoke({ codeId: current.id, reason: 'misuse' })
      return show(current.link)
    },
    async wait() {
      await sandbox.clock.advance({ days: 731 })
      return show(current.link)
    },
    close: () => sandbox.close(),
  }
}

/** In its second half, where the signature is. */
function withOtherDigit(link: string): string {
  const at = link.length - 60
  return `${link.slice(0, at)}${(Number(link[at]) + 1) % 10}${link.slice(at + 1)}`
}
