/** Codes of others, read and verified on the device. One that holds leads to the public card of its enterprise. */
import '../styles/bank.css'
import '@qiyema/widgets/qym-business-card'
import '@qiyema/widgets/qym-scanner'
import '../session.ts'

document.querySelector('qym-session')?.addEventListener('qym-scan-verified', ({ detail: { result } }) => {
  const section = document.getElementById('scanned')
  if (!section) return
  section.querySelector('qym-business-card')?.remove()
  section.hidden = result.outcome !== 'valid'
  if (result.outcome !== 'valid') return
  const card = document.createElement('qym-business-card')
  card.uscc = result.code.uscc
  section.append(card)
})
