/** Texts in the reader's language: complete in zh-CN and en beside each widget, and in others as pages register them. */

/** Sentences, and functions that make sentences of values. */
export type Messages = Readonly<Record<string, string | ((...values: never[]) => string)>>

/** The texts of one widget, under a name that other languages are registered by. */
export interface Texts<Content extends Messages> {
  readonly name: string
  readonly builtIn: { readonly 'zh-CN': Content; readonly en: Content }
}

const registered = new Map<string, Map<string, Messages>>()

/** Declares the texts of a widget. English has to have all that Chinese has. */
export function defineTexts<Content extends Messages>(
  name: string,
  builtIn: { readonly 'zh-CN': Content; readonly en: NoInfer<Content> },
): Texts<Content> {
  return { name, builtIn }
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
  const base = locale.startsWith('zh') ? builtIn['zh-CN'] : builtIn.en
  return others ? { ...base, ...others } : base
}

/** The language that widgets speak where this one is wanted: any Chinese is zh-CN, and what nobody has registered is en. */
export function spokenLocale(wanted: string): string {
  if (/^zh\b/i.test(wanted) || wanted === '') return 'zh-CN'
  if (registered.has(wanted)) return wanted
  const [language = 'en'] = wanted.split('-', 1)
  return registered.has(language) ? language : 'en'
}
