/** A sentence in the two languages that the contract speaks. */
export interface Texts {
  readonly 'zh-CN': string
  readonly en: string
}
