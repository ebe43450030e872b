/** `@qiyema/core/sm2`: the national suite, loaded only by who imports it. */
export { generateSm2Key, sm2 } from '../code/suites/sm2.js'
