/** `@qiyema/widgets`: every element. A page that uses few of them imports those by their names. */
import './session/qym-session.js'

export type { ShownProblem } from './shared/problem.js'
export type { SessionEnterprise, SessionState, SessionStatus, Theme } from './shared/session-context.js'
export type { StateName } from './shared/state.js'
export { registerTexts } from './shared/texts.js'
