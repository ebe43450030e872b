/** Moments for people: RFC 3339 in the time zone of this machine, and how far away that is. */

const UNITS = [
  ['year', 31536000],
  ['month', 2592000],
  ['day', 86400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const

/** Such as `2026-11-19T05:00:00+08:00 (3 days ago)`, as seen from `at`. */
export function describeTime(seconds: number, at: number, language = 'en'): string {
  return `${localTime(seconds)} (${relativeTime(seconds, at, language)})`
}

function localTime(seconds: number): string {
  const date = new Date(seconds * 1000)
  const offset = -date.getTimezoneOffset()
  const local = new Date((seconds + offset * 60) * 1000).toISOString().slice(0, 19)
  const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60]
  return `${local}${offset < 0 ? '-' : '+'}${twoDigits(hours)}:${twoDigits(minutes)}`
}

function relativeTime(seconds: number, at: number, language: string): string {
  const distance = seconds - at
  const [unit, size] = UNITS.find(([, length]) => Math.abs(distance) >= length) ?? ['second', 1]
  return new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(Math.trunc(distance / size), unit)
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0')
}
