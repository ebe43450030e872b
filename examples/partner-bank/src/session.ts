/** Gives the widgets of a page their session, and says what has happened when there is none any more. */
import { ApiError } from '@qiyema/core'
import '@qiyema/widgets/qym-session'

/** Why this site's server opens no session. */
type Reason = 'signed-out' | 'consent-ended'

/** The sections of a page that say so, by their ids. */
const SECTIONS: Readonly<Record<Reason, string>> = { 'signed-out': 'lost', 'consent-ended': 'consent-ended' }

let reason: Reason = 'signed-out'

const session = document.querySelector('qym-session')
if (session) {
  session.fetchToken = openSession
  session.addEventListener('qym-session-lost', tellThatItIsOver)
  session.addEventListener('qym-sign-in', leadToTheDoor)
}

/** Asks this site's own server, which knows who is signed in. */
async function openSession(signal: AbortSignal): Promise<{ readonly bootstrap: string }> {
  const answer = await fetch('/api/qiyema-session', { method: 'POST', signal }).catch(() => {
    // No connection is no lost sign-in: widgets say that they are offline, and go on afterwards.
    throw new ApiError('ERR_NETWORK', 'The server of this site cannot be reached.')
  })
  const body: { readonly bootstrap?: string; readonly reason?: string } = await answer.json()
  if (answer.ok && body.bootstrap) return { bootstrap: body.bootstrap }
  reason = body.reason === 'consent-ended' ? 'consent-ended' : 'signed-out'
  throw new Error(`No session was opened: ${reason}.`)
}

function tellThatItIsOver(): void {
  const section = document.getElementById(SECTIONS[reason])
  if (!section) return
  section.hidden = false
  section.scrollIntoView({ block: 'nearest' })
}

/** A widget's own button to sign in again: the way is this site's. */
function leadToTheDoor(event: Event): void {
  event.preventDefault()
  if (reason === 'signed-out') location.assign('/sign-in')
  else tellThatItIsOver()
}
