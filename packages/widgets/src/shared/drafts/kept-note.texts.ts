/** What is said of what was typed and is kept. */
import { defineTexts } from '../texts.js'

export const keptNoteTexts = defineTexts('kept-note', {
  'zh-CN': {
    restored: (time: string) => `已恢复您上次填写的内容（保存于 ${time}）。`,
    clear: '清除，重新填写',
    refused: '浏览器不允许保存，离开本页后填写的内容会丢失。',
  },
  en: {
    restored: (time: string) => `What you had typed is here again, as kept on ${time}.`,
    clear: 'Clear it and begin anew',
    refused:
      'The browser does not allow anything to be kept: what you type is gone when you leave this page.',
  },
})
