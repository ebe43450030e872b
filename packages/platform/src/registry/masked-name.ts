/** Names of people as others see them, JR/T 0171-2020: the family name stays. */

const MOST = 2

/**
 * @example
 * ```ts
 * maskedName('张三丰') // '张**'
 * ```
 */
export function maskedName(name: string): string {
  const [family = '', ...given] = [...name]
  return given.length === 0 ? '*' : family + '*'.repeat(Math.min(given.length, MOST))
}
