/** What copying, saving and sharing a card come to. */
import { defineTexts } from '../shared/texts.js'

export const cardActionsTexts = defineTexts('card-actions', {
  'zh-CN': {
    copied: '已复制',
    copyFailed: '没能复制，请长按选取',
    saved: '名片文件已下载，打开即可存入通讯录。',
    saveLink: '没有开始下载？请点这里',
    shareText: (name: string, uscc: string) => `${name}（统一社会信用代码 ${uscc}）的企业名片`,
    linkCopied: '名片链接已复制，可以粘贴给对方。',
    linkNotCopied: (link: string) => `没能复制，请手动复制这个链接：${link}`,
  },
  en: {
    copied: 'Copied',
    copyFailed: 'It could not be copied; select it by hand',
    saved: 'The contact file was downloaded: open it to save the contact.',
    saveLink: 'No download? Open it here',
    shareText: (name: string, uscc: string) => `Business card of ${name} (credit code ${uscc})`,
    linkCopied: 'The link to the card is copied: paste it where you need it.',
    linkNotCopied: (link: string) => `It could not be copied; copy this link by hand: ${link}`,
  },
})
