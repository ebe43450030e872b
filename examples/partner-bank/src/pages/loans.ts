/** Loan products: one that is chosen leads to the form. */
import '../styles/bank.css'
import '@qiyema/widgets/qym-loan-products'
import '../session.ts'

document.querySelector('qym-session')?.addEventListener('qym-loan-product-choose', event => {
  event.preventDefault()
  location.assign(`/loans/apply?product=${encodeURIComponent(event.detail.product.id)}`)
})
