/** Registers the service worker, and tells when the page can do without the network. */
import { ownScript } from '../security/trusted-scripts.js'

/** True once a service worker serves this page; false where there is none, as in development. */
export async function becomeOffline(): Promise<boolean> {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return false
  try {
    await navigator.serviceWorker.register(ownScript(`${import.meta.env.BASE_URL}service-worker.js`))
    await navigator.serviceWorker.ready
    return true
  } catch {
    // A private window or a full disk: the page works, but only with the network.
    return false
  }
}
