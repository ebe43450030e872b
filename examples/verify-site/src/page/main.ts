/** Starts the page: draws it, opens the lists, and verifies what its address carries. */
import '../styles/base.css'
import '../styles/parts.css'
import '../styles/verify.css'
import '../styles/ways.css'
import '../styles/result.css'
import '../styles/lists.css'
import { render } from 'lit'
import { textInFragment } from '../input/tidy-text.js'
import { becomeOffline } from '../offline/register.js'
import { App } from './app.js'
import { attachDropAndPaste } from './drop-and-paste.js'
import { followResult } from './follow-result.js'
import { pageView } from './page-view.js'

const root = document.getElementById('app') ?? document.body

const app = new App(() => {
  document.documentElement.lang = app.language
  document.title = app.texts.page.title
  render(pageView(app), root)
  followResult(app)
})

app.open()
attachDropAndPaste(app)
checkFragment()
addEventListener('hashchange', checkFragment)
// Ages on the page grow; nobody needs them while it is hidden.
setInterval(() => {
  if (!document.hidden) app.draw()
}, 1000)
becomeOffline().then(isReady => {
  app.isOfflineReady = isReady
  app.draw()
})

function checkFragment(): void {
  const text = textInFragment()
  if (text !== undefined) void app.check(text)
}
