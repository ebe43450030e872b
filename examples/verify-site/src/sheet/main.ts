/** Starts the sample sheet. */
import '../styles/base.css'
import '../styles/parts.css'
import '../styles/sheet.css'
import { render } from 'lit'
import { becomeOffline } from '../offline/register.js'
import { SheetApp } from './sheet-app.js'
import { sheetView } from './sheet-view.js'

const root = document.getElementById('app') ?? document.body

const app = new SheetApp(() => {
  document.documentElement.lang = app.language
  document.title = app.texts.sheet.title
  render(sheetView(app), root)
})

const tickWhenSeen = () => {
  if (!document.hidden) app.tick()
}
void app.open()
setInterval(tickWhenSeen, 1000)
document.addEventListener('visibilitychange', tickWhenSeen)
void becomeOffline()
