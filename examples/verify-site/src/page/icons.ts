/** The pictures beside words: never without them, so that they are hidden from readers of the page. */
import { html, svg, type TemplateResult } from 'lit'

const SHAPES = {
  good: svg`<path d="M5 12.5l4.5 4.5L19 7.5"/>`,
  bad: svg`<path d="M7 7l10 10M17 7L7 17"/>`,
  open: svg`<path d="M9 9.2a3 3 0 1 1 4.4 2.6c-1 .6-1.4 1.1-1.4 2.2M12 17.4v.2"/>`,
  other: svg`<path d="M12 11v6M12 7.2v.2"/>`,
  attention: svg`<path d="M12 4l9 16H3zM12 10.5v4M12 17.2v.2"/>`,
  arrow: svg`<path d="M5 12h13M13 6.5l5.5 5.5-5.5 5.5"/>`,
  camera: svg`<path d="M4 8h3.5L9 5.5h6L16.5 8H20v11H4z"/><circle cx="12" cy="13" r="3.2"/>`,
  picture: svg`<path d="M4 5h16v14H4zM4 16l4.5-4.5 3.5 3.5 3-3 5 5"/><circle cx="15.5" cy="9" r="1.2"/>`,
  text: svg`<path d="M8 5h11v15H8zM5 17V3h10M11 10h5M11 13.5h5"/>`,
  copy: svg`<path d="M9 9h10v11H9zM5 15V4h10"/>`,
  refresh: svg`<path d="M19 12a7 7 0 1 1-2.2-5.1M19 4v4h-4"/>`,
  device: svg`<path d="M7 3h10v18H7zM11 18h2"/>`,
  offline: svg`<path d="M4 4l16 16M5 10.5c1.2-1 2.6-1.8 4-2.2M12.8 8c2.3.2 4.5 1 6.2 2.5M8 14c.7-.6 1.5-1 2.4-1.2M12 18.4v.2"/>`,
  seal: svg`<path d="M12 3l7.5 3v6c0 4.5-3.2 7.6-7.5 9-4.3-1.4-7.5-4.5-7.5-9V6z"/><path d="M8.5 12l2.5 2.5 4.5-5"/>`,
  square: svg`<path d="M5 5h5v5H5zM14 5h5v5h-5zM5 14h5v5H5zM14 14h2v2M19 14v2M14 19h2M19 18.5v.5"/>`,
  save: svg`<path d="M12 4v11M7.5 10.5L12 15l4.5-4.5M5 20h14"/>`,
  print: svg`<path d="M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z"/>`,
} as const

export type IconName = keyof typeof SHAPES

export function icon(name: IconName): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${SHAPES[name]}</svg>`
}
