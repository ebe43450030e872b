/** How the reference looks: as other pages do, and wider, since code is. */
import { STYLESHEET } from '../pages/stylesheet.js'

export const REFERENCE_STYLESHEET = `${STYLESHEET}
.top, main, .foot { width: min(100%, 64rem) }
code, pre { font-family: ui-monospace, "SFMono-Regular", Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: .85em }
pre { overflow: auto; max-height: 24rem; margin: .5rem 0; padding: .9rem 1rem; border-radius: 10px; background: var(--tint); line-height: 1.5; overflow-wrap: normal }
pre:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px }
.operation h2 { margin: 1.25rem 0 .25rem; font-size: 1rem }
.operation h2 code { font-weight: 400 }
.operations, .problems, .members { margin: .5rem 0 0; padding: 0; list-style: none }
.operations li, .problems li, .members li { padding-block: .3rem }
.members small, .type { color: var(--soft) }
details details summary { min-height: 2.75rem; padding-block: .5rem; color: var(--accent); cursor: pointer }
main > h1 { margin-bottom: 1rem }
main a { display: inline-block; min-width: 2.75rem; padding-block: .55rem }
.operations a, .problems a { display: block; width: fit-content; margin-bottom: -.5rem; line-height: 1.65 }
.operation { margin-bottom: .75rem; padding: 0 1.25rem; border: 1px solid var(--line); border-radius: 14px; background: var(--sheet) }
.operation[open] { padding-bottom: 1.25rem }
.operation summary { padding-block: .9rem; line-height: 1.5; cursor: pointer }
.operation summary:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; border-radius: 8px }
.operation summary span { display: block; color: var(--soft) }
.method { font-weight: 700 }
.attempt { margin-top: 1.25rem; padding: 1rem; border: 1px solid var(--line); border-radius: 10px }
.operation .attempt h2 { margin-top: 0 }
.attempt label { display: block; margin-top: .75rem; font-size: .9rem }
.attempt input, .attempt textarea { display: block; width: 100%; min-height: 2.75rem; margin-top: .25rem; padding: .5rem .75rem; border: 1px solid var(--soft); border-radius: 8px; background: var(--paper); color: inherit; font: inherit }
.attempt textarea { font-family: ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace }
.attempt button { min-height: 2.75rem; margin-top: 1rem; padding: .5rem 1.5rem; border: 0; border-radius: 8px; background: var(--accent); color: var(--accent-ink); font: inherit; font-weight: 600; cursor: pointer }
.attempt output { display: block; margin-top: 1rem; font-family: ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: .85rem; white-space: pre-wrap }
@media print { .attempt { display: none } }
`
