/** A loan need: once it is posted, one follows it. */
import '../styles/bank.css'
import '@qiyema/widgets/qym-loan-form'
import '../session.ts'

document.querySelector('qym-session')?.addEventListener('qym-loan-submitted', event => {
  location.assign(`/loans/progress?need=${encodeURIComponent(event.detail.needId)}`)
})
