/** What a county has written itself, which is Chinese unless it has a translation: said so, for who has it read aloud. */
import { html, nothing, type TemplateResult } from 'lit'

type CountyText = string | { readonly 'zh-CN': string; readonly en?: string | undefined }

/** The text in the reader's language if there is one, with the language it is in, and in a direction of its own. */
export function countyText(language: string, text: CountyText): TemplateResult {
  const isChinese = language.startsWith('zh')
  const translated = typeof text === 'string' || isChinese ? undefined : text.en
  const original = typeof text === 'string' ? text : text['zh-CN']
  const lang = translated === undefined ? 'zh-CN' : 'en'
  return html`<bdi lang=${lang === language ? nothing : lang}>${translated ?? original}</bdi>`
}
