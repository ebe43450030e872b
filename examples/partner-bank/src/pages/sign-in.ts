/** The first page. */
import '../styles/bank.css'
import '../styles/sign-in.css'
