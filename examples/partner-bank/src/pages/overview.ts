/** The enterprise's first page. */
import '../styles/bank.css'
import '@qiyema/widgets/qym-business-card'
import '@qiyema/widgets/qym-code'
import '../session.ts'
