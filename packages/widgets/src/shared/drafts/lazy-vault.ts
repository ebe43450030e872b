/** The vault of a form that has just been drawn: opened by the first who asks for something in it. */
import type { Vault } from './vault.js'

/** What seals and stores lies in a file of its own, and a page loads it once a form stands in it. */
export function lazyVault(): Vault {
  let opened: Vault | undefined
  let opening: Promise<Vault> | undefined
  const vault = async (): Promise<Vault> => {
    opening ??= import('./vault.js').then(({ openVault }) => openVault())
    opened = await opening
    return opened
  }
  return {
    get isLasting() {
      return opened?.isLasting ?? true
    },
    read: async name => (await vault()).read(name),
    write: async (name, value) => (await vault()).write(name, value),
    remove: async name => (await vault()).remove(name),
    names: async beginning => (await vault()).names(beginning),
  }
}
