/** The desk of the bank's officers: forms, and no script. */
import '../styles/bank.css'
import '../styles/desk.css'
