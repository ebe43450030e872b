/** Every word of the pages, in the two languages; a text missing in one of them does not compile. */
import * as englishLists from './en/lists.js'
import * as englishPage from './en/page.js'
import * as englishResult from './en/result.js'
import * as englishSheet from './en/sheet.js'
import * as chineseLists from './zh-cn/lists.js'
import * as chinesePage from './zh-cn/page.js'
import * as chineseResult from './zh-cn/result.js'
import * as chineseSheet from './zh-cn/sheet.js'

const chinese = { ...chinesePage, ...chineseResult, ...chineseLists, ...chineseSheet }

export type Texts = typeof chinese

/** What went wrong, and what to do now. */
export interface Problem {
  readonly what: string
  readonly now: string
}

export const TEXTS: { readonly 'zh-CN': Texts; readonly en: Texts } = {
  'zh-CN': chinese,
  en: {
    page: englishPage.page,
    camera: englishPage.camera,
    picture: englishPage.picture,
    paste: englishPage.paste,
    proven: englishResult.proven,
    outcomes: englishResult.outcomes,
    joint: englishResult.joint,
    otherCodes: englishResult.otherCodes,
    result: englishResult.result,
    lists: englishLists.lists,
    sheet: englishSheet.sheet,
  },
}
