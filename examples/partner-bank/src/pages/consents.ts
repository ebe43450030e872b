/** What the bank may read, and what it asks for. */
import '../styles/bank.css'
import '@qiyema/widgets/qym-consent'
import '../session.ts'
