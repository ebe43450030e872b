/** Zod as every contract file uses it: the small build, and without generated code, which a strict CSP would refuse. */
import * as z from 'zod/mini'

z.config({ jitless: true })

export { z }
