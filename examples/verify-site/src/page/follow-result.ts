/** Moves the focus to a result when it comes, and back to the ways in when it goes; says the result aloud once. */
import { verdictOf } from '../result/verdict.js'
import type { App, Checked } from './app.js'

let followed: Checked | undefined

export function followResult(app: App): void {
  const { checked, texts } = app
  const hasGone = followed !== undefined && checked === undefined && !app.isChecking
  const isNew = checked !== undefined && checked.result !== followed?.result
  if (!isNew && !hasGone) return
  followed = checked
  const live = document.getElementById('announcement')
  if (hasGone) {
    if (live) live.textContent = ''
    document.getElementById('page-heading')?.focus()
  }
  if (!checked) return
  const { word, headline, what, limits, now } = verdictOf(checked.result, checked.text, texts)
  if (live) live.textContent = [`${word}: ${headline}.`, what, limits, now].filter(Boolean).join(' ')
  document.getElementById('result-heading')?.focus()
}
