/** Codes of others, read and verified on the device. */
import '../styles/bank.css'
import '@qiyema/widgets/qym-scanner'
import '../session.ts'
