/** Policies, matched to the enterprise. */
import '../styles/bank.css'
import '@qiyema/widgets/qym-policy-list'
import '../session.ts'
