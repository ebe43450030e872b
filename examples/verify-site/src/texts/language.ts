/** Which language the page speaks: the one chosen before, else the browser's. */

export type Language = 'zh-CN' | 'en'

const KEY = 'qiyema-language'

export function initialLanguage(): Language {
  const chosen = storage()?.getItem(KEY)
  if (chosen === 'zh-CN' || chosen === 'en') return chosen
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en'
}

export function rememberLanguage(language: Language): void {
  try {
    storage()?.setItem(KEY, language)
  } catch {
    // A full or forbidden storage: the choice lasts as long as the page.
  }
}

function storage(): Storage | undefined {
  try {
    return localStorage
  } catch {
    return undefined
  }
}
