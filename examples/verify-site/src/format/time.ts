/** Moments and ages in people's words. Everything takes Unix seconds. */
import type { Language } from '../texts/language.js'

export function now(): number {
  return Math.floor(Date.now() / 1000)
}

/** A moment to the minute, or to the second where seconds matter. The time zone is the device's. */
export function formatTime(
  seconds: number,
  language: Language,
  precision: 'minute' | 'second' = 'minute',
): string {
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    year: 'numeric',
    month: language === 'en' ? 'short' : 'long',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    ...(precision === 'second' && { second: '2-digit' }),
    hourCycle: 'h23',
  }).format(seconds * 1000)
}

const UNITS = [
  ['day', 86400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const

const JUST_NOW = { 'zh-CN': '刚刚', en: 'just now' } as const

/** How long ago a moment was, in the largest unit that fits: "3 minutes ago". What lies ahead by a clock's error is now. */
export function formatAge(seconds: number, at: number, language: Language): string {
  const age = Math.max(0, at - seconds)
  if (age < 5) return JUST_NOW[language]
  const [unit, length] = UNITS.find(([, size]) => age >= size) ?? ['second', 1]
  return new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(-Math.floor(age / length), unit)
}
