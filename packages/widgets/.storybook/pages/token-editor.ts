/** `<token-editor>`: changes tokens of what stands in it while one looks, and gives the rules to take away. */
import { css, html, LitElement, type TemplateResult } from 'lit'

interface Token {
  readonly name: string
  readonly label: string
  readonly type: 'color' | 'range' | 'text'
  readonly usual: string
}

const TOKENS: readonly Token[] = [
  { name: '--qym-palette-brand', label: 'Brand 主色', type: 'color', usual: '#155a9c' },
  {
    name: '--qym-palette-on-brand',
    label: 'Text on the brand 主色上的文字',
    type: 'color',
    usual: '#ffffff',
  },
  { name: '--qym-color-surface', label: 'Surface 底色', type: 'color', usual: '#ffffff' },
  { name: '--qym-color-surface-soft', label: 'Soft surface 浅底色', type: 'color', usual: '#f4f6f8' },
  { name: '--qym-color-text', label: 'Text 文字', type: 'color', usual: '#17212b' },
  { name: '--qym-color-text-soft', label: 'Soft text 次要文字', type: 'color', usual: '#51606e' },
  { name: '--qym-color-line', label: 'Lines 线', type: 'color', usual: '#d5dce3' },
  { name: '--qym-radius', label: 'Radius 圆角', type: 'range', usual: '8' },
  { name: '--qym-space', label: 'Space 间距', type: 'range', usual: '4' },
  { name: '--qym-font-size', label: 'Text size 字号', type: 'range', usual: '16' },
  { name: '--qym-font-family', label: 'Font 字体', type: 'text', usual: 'system-ui, sans-serif' },
]

export class TokenEditor extends LitElement {
  static override styles = css`
    :host { display: grid; gap: 24px; font: 15px/1.5 system-ui, sans-serif; }
    fieldset { display: grid; gap: 12px 24px; grid-template-columns: repeat(auto-fill, minmax(220px, 1fr)); border: 1px solid #8884; border-radius: 8px; padding: 16px; margin: 0; }
    label { display: grid; gap: 4px; }
    input { width: 100%; min-height: 44px; box-sizing: border-box; font: inherit; }
    pre { margin: 0; padding: 16px; border: 1px solid #8884; border-radius: 8px; white-space: pre-wrap; }
  `

  static override properties = { chosen: { state: true } }

  declare private chosen: ReadonlyMap<string, string>

  constructor() {
    super()
    this.chosen = new Map()
  }

  override render(): TemplateResult {
    return html`
      <fieldset>
        <legend>Tokens 设计变量</legend>
        ${TOKENS.map(token => this.#control(token))}
      </fieldset>
      <slot></slot>
      <pre tabindex="0" aria-label="CSS">${this.#rules()}</pre>
    `
  }

  #control({ name, label, type, usual }: Token): TemplateResult {
    const value = this.chosen.get(name)?.replace(/px$/, '') ?? usual
    return html`<label>${label}<input type=${type} min="0" max="24" .value=${value} @input=${(event: Event) => this.#choose(name, type, event)} /></label>`
  }

  #choose(name: string, type: Token['type'], { currentTarget }: Event): void {
    if (!(currentTarget instanceof HTMLInputElement)) return
    const value = type === 'range' ? `${currentTarget.value}px` : currentTarget.value
    this.chosen = new Map(this.chosen).set(name, value)
    this.style.setProperty(name, value)
  }

  #rules(): string {
    const lines = [...this.chosen].map(([name, value]) => `  ${name}: ${value};`)
    return lines.length === 0
      ? '/* Change something above. 请在上面试着改一改。 */'
      : `qym-session {\n${lines.join('\n')}\n}`
  }
}

customElements.define('token-editor', TokenEditor)
