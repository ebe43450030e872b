/** The languages of the site. */
import { en } from './en.ts'
import { type Texts, zhCn } from './zh-cn.ts'

export type { Texts }
export type Language = 'zh-CN' | 'en'

/** One text in both. */
export type Localised = Readonly<Record<Language, string>>

export function textsOf(language: Language): Texts {
  return language === 'en' ? en : zhCn
}

/** The first language of a browser's list that this site speaks; Chinese where it names neither. */
export function languageOf(acceptLanguage: string | undefined): Language {
  const wanted = (acceptLanguage ?? '').split(',').map(part => part.trim().slice(0, 2).toLowerCase())
  return wanted.find(one => one === 'zh' || one === 'en') === 'en' ? 'en' : 'zh-CN'
}
