/** Draws the page. In StrictMode everything is mounted twice while developing, and widgets do not mind. */
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import './styles/page.css'
import '@qiyema/widgets/qym-session'
import '@qiyema/widgets/qym-business-card'
import { App } from './app.tsx'

const root = document.getElementById('root')
const platform = document.querySelector<HTMLMetaElement>('meta[name=qiyema-platform]')?.content ?? ''
if (root)
  createRoot(root).render(
    <StrictMode>
      <App platform={platform} />
    </StrictMode>,
  )
