/** How the enterprise's applications stand. */
import '../styles/bank.css'
import '@qiyema/widgets/qym-loan-application'
import '../session.ts'
