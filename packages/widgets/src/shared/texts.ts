/** Texts in the reader's language: complete in zh-CN and en beside each widget, and in others as pages register them. */

/** Sentences, and functions that make sentences of values. */
export type Messages = Readonly<Record<string, string | ((...values: never[]) => string)>>

/** The texts of one widget, under a name that other languages are registered by. */
export interface Texts<Content extends Messages> {
  readonly name: string
  readonly builtIn: { readonly 'zh-CN': Content; readonly en: Content }
}

const registered = new Map<string, Map<string, Messages>>()

/** English that is published in files of its own, by the name of the texts: what a page in Chinese does not load. */
const unloaded = new Map<string, () => Promise<{ readonly en: Messages }>>()
const loaded = new Map<string, Messages>()

/**
 * Declares the texts of a widget. English has to have all that Chinese has.
 *
 * @param loadEnglish - put here by the build, which takes the English out of what pages load at once
 */
export function defineTexts<Content extends Messages>(
  name: string,
  builtIn: { readonly 'zh-CN': Content; readonly en: NoInfer<Content> },
  loadEnglish?: () => Promise<{ readonly en: Messages }>,
): Texts<Content> {
  if (loadEnglish) unloaded.set(name, loadEnglish)
  return { name, builtIn }
}

/**
 * Loads what a language needs of all texts that have been declared so far; undefined when nothing is missing. A server that
 * renders widgets in English waits for it before.
 *
 * @example
 * ```ts
 * import { loadTexts } from '@qiyema/widgets/texts'
 *
 * await loadTexts('en')
 * ```
 */
export function loadTexts(locale: string): Promise<void> | undefined {
  if (locale.startsWith('zh') || unloaded.size === 0) return undefined
  return loadEnglish()
}

async function loadEnglish(): Promise<void> {
  const loading = [...unloaded].map(async ([name, load]) => {
    const { en } = await load()
    loaded.set(name, en)
    unloaded.delete(name)
  })
  // Without a connection a page speaks Chinese, and tries again the next time.
  await Promise.allSettled(loading)
}

/**
 * Registers texts in another language, before widgets are drawn. What is left out stays in English.
 *
 * @param locale - as BCP 47 has it: `ja`, `ko-KR`
 *
 * @example
 * ```ts
 * import { registerTexts } from '@qiyema/widgets/texts'
 *
 * registerTexts('ja', 'shared', { retry: 'もう一度' })
 * ```
 */
export function registerTexts(locale: string, name: string, messages: Messages): void {
  const byName = registered.get(locale) ?? new Map<string, Messages>()
  registered.set(locale, byName.set(name, { ...byName.get(name), ...messages }))
}

/** The texts for a language, whole. */
export function textsFor<Content extends Messages>(
  { name, builtIn }: Texts<Content>,
  locale: string,
): Content {
  const others = registered.get(locale)?.get(name)
  const base = locale.startsWith('zh') ? builtIn['zh-CN'] : english({ name, builtIn })
  return others ? { ...base, ...others } : base
}

/** In a build the English is not beside the Chinese, and has been loaded by its name. */
function english<Content extends Messages>({ name, builtIn }: Texts<Content>): Content {
  return builtIn.en ?? loaded.get(name) ?? builtIn['zh-CN']
}

/** The language that widgets speak where this one is wanted: any Chinese is zh-CN, and what nobody has registered is en. */
export function spokenLocale(wanted: string): string {
  if (/^zh\b/i.test(wanted) || wanted === '') return 'zh-CN'
  if (registered.has(wanted)) return wanted
  const [language = 'en'] = wanted.split('-', 1)
  return registered.has(language) ? language : 'en'
}
