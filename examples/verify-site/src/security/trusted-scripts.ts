/** The one Trusted Types policy of these pages: scripts for workers come from this origin and nowhere else. */

interface ScriptPolicy {
  /** Gives a TrustedScriptURL where the browser has them. Typed as what the worker constructors take. */
  createScriptURL(url: string): string
}

declare global {
  var trustedTypes:
    | { createPolicy(name: string, rules: { createScriptURL(url: string): string }): ScriptPolicy }
    | undefined
}

const rules: ScriptPolicy = {
  createScriptURL(url) {
    if (new URL(url, location.href).origin === location.origin) return url
    throw new TypeError('Scripts come from this origin only.')
  },
}

const policy = globalThis.trustedTypes?.createPolicy('qiyema-scripts', rules) ?? rules

export function ownScript(url: string): string {
  return policy.createScriptURL(url)
}
