/** The handlers of the county's dictionary: what facts there are, under which names, and whose they are. */
import type { contract } from '@qiyema/core/contract'
import type { HandlersOf } from '../http/handler.js'
import { type FactDefinition, readDictionary } from '../registry/facts.js'
import type { LocalisedText } from '../store/columns.js'
import type { Db } from '../store/store.js'

/** The handlers of `contract.facts`. */
export function dictionaryRoutes(): HandlersOf<typeof contract.facts> {
  return {
    async list(_input, { db }) {
      const departments = await departmentNames(db)
      const dictionary = await readDictionary(db)
      return { body: { items: dictionary.map(definition => entryOf(definition, departments)) } }
    },
  }
}

function entryOf(
  { id, type, label, source, scopes, owner }: FactDefinition,
  departments: ReadonlyMap<string, LocalisedText>,
) {
  return {
    id,
    label: { 'zh-CN': label.zh, en: label.en },
    kind: type.kind,
    ...(type.kind === 'enum' && { choices: [...type.choices] }),
    source,
    scopes: [...scopes],
    ...(owner !== null && { owner: { id: owner, name: departments.get(owner) ?? { 'zh-CN': owner } } }),
  }
}

async function departmentNames(db: Db): Promise<ReadonlyMap<string, LocalisedText>> {
  const rows = await db.selectFrom('departments').select(['id', 'name']).execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}
