/** Telephone numbers of people as others see them, JR/T 0171-2020: enough to know one's own by, and too little to call. */

/**
 * @example
 * ```ts
 * maskedPhone('10000000102') // '100****0102'
 * ```
 */
export function maskedPhone(phone: string): string {
  return `${phone.slice(0, 3)}****${phone.slice(-4)}`
}
