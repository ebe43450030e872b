/** Who gave a consent, as it is kept with it: one text, which also says what others are shown of a person. */
import { maskedName } from '../registry/masked-name.js'
import { findPerson } from '../registry/people.js'
import type { Db } from '../store/store.js'
import { type Caller, nameOf } from './caller.js'

/** Who gave it: a person at the platform, or somebody at a partner's site. */
export type Giver =
  | { readonly kind: 'operator'; readonly personId: string; readonly maskedName: string }
  /** With the partner's own name of who sat there. */
  | { readonly kind: 'widget'; readonly partnerId: string; readonly reference: string }

/** The text for whoever calls. The name is masked before it is kept: partners read the row, and no more of it than that. */
export async function giverOf(db: Db, caller: Caller): Promise<string> {
  if (caller.kind === 'widget') return `${nameOf(caller)} ${caller.operatorReference}`
  if (caller.kind !== 'operator') return nameOf(caller)
  const person = await findPerson(db, caller.personId)
  return `${nameOf(caller)} ${person ? maskedName(person.name) : ''}`
}

/** Undefined for what nobody gave, and for callers that give none. */
export function readGiver(text: string | null): Giver | undefined {
  const [, kind, id = '', words = ''] = /^(operator|widget) (\S+) \S+ ?(.*)$/s.exec(text ?? '') ?? []
  if (kind === 'operator') return { kind, personId: id, maskedName: words }
  return kind === 'widget' ? { kind, partnerId: id, reference: words } : undefined
}
