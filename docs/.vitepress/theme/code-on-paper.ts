/** A real code of an invented enterprise, as it is printed. Its picture is made by `npm run pictures`. */
import { useData, withBase } from 'vitepress'
import { defineComponent, h } from 'vue'

const TEXTS = {
  en: {
    alternative: 'QR code of an invented enterprise',
    caption: 'A real code of an invented enterprise: a link for any phone, a credential for any machine.',
  },
  'zh-CN': {
    alternative: '一家虚构企业的企业码',
    caption: '真实可核验的企业码，企业为虚构：手机扫得开，机器验得了。',
  },
}

export const CodeOnPaper = defineComponent(() => {
  const { lang } = useData()
  return () => {
    const { alternative, caption } = TEXTS[lang.value === 'zh-CN' ? 'zh-CN' : 'en']
    const picture = h('img', { src: withBase('/square.svg'), alt: alternative, width: 264, height: 264 })
    return h('figure', { class: 'code-on-paper' }, [picture, h('figcaption', caption)])
  }
})
