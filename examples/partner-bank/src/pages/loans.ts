/** Loan products: one that is chosen leads to the form. */
import '../styles/bank.css'
import '@qiyema/widgets/qym-loan-products'
import '../session.ts'

document.addEventListener('qym-loan-product-choose', event => {
  event.preventDefault()
  location.assign(`/loans/apply?product=${encodeURIComponent(event.detail.productId)}`)
})
