/** Credit codes as people type them: lower case, full width, in groups. */
import { usccCheckCharacter } from '@qiyema/core/uscc'

/** As the standard writes it; undefined for what is none. Nothing is guessed: only the spelling is changed. */
export function creditCodeIn(typed: string): string | undefined {
  const text = typed.normalize('NFKC').replace(/\s/g, '').toUpperCase()
  const isCode = /^[0-9A-HJ-NPQRTUWXY]{18}$/.test(text) && usccCheckCharacter(text) === text.charAt(17)
  return isCode ? text : undefined
}
