/**
 * How pages look: one column that a telephone shows whole, large type, light and dark by the reader's own setting, and nothing
 * that is said by colour alone. It works on paper, too.
 */

export const STYLESHEET = `
:root {
  color-scheme: light dark;
  --paper: #f6f5f1;
  --sheet: #fff;
  --ink: #17211f;
  --soft: #4c5856;
  --line: #d5d9d5;
  --accent: #0b5a52;
  --accent-ink: #fff;
  --tint: #e8f0ee;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #0f1615;
    --sheet: #182120;
    --ink: #ecf1ef;
    --soft: #b2bebb;
    --line: #35423f;
    --accent: #8ad8cb;
    --accent-ink: #0b2320;
    --tint: #1f2f2c;
  }
}
*, ::before, ::after { box-sizing: border-box }
html { font-size: 112.5%; -webkit-text-size-adjust: 100%; text-size-adjust: 100% }
body {
  margin: 0;
  background: var(--paper);
  color: var(--ink);
  font-family: system-ui, -apple-system, "PingFang SC", "Hiragino Sans GB", "Noto Sans CJK SC", "Noto Sans SC",
    "Microsoft YaHei", sans-serif;
  line-height: 1.65;
  overflow-wrap: anywhere;
}
a { color: var(--accent); text-underline-offset: .2em }
a:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; border-radius: 4px }
.top, main, .foot { width: min(100%, 46rem); margin-inline: auto; padding-inline: 1rem }
.top {
  display: flex;
  align-items: center;
  justify-content: space-between;
  gap: 1rem;
  padding-block: .75rem;
}
.issuer { display: flex; align-items: center; gap: .6rem; margin: 0; font-weight: 600; line-height: 1.35 }
.seal { flex: none; width: 2.25rem; height: 2.25rem; fill: var(--accent) }
.seal text { fill: var(--accent-ink); font-size: 20px; font-weight: 700; text-anchor: middle }
.issuer small { display: block; color: var(--soft); font-size: .8rem; font-weight: 400; word-break: keep-all }
.other { display: inline-flex; flex: none; align-items: center; justify-content: flex-end; min-width: 2.75rem; min-height: 2.75rem }
section, .who { background: var(--sheet); border: 1px solid var(--line); border-radius: 14px; padding: 1.25rem; margin-bottom: 1rem }
h1 { margin: 0; font-size: 1.6rem; line-height: 1.3; text-wrap: balance }
h1 + .second { margin: .25rem 0 0; color: var(--soft); line-height: 1.4; text-wrap: balance }
h2 { margin: 0 0 .5rem; font-size: 1.15rem; line-height: 1.35 }
p { margin: .5rem 0 }
.verdict { display: grid; grid-template-columns: auto 1fr; column-gap: .9rem; margin-top: 1.25rem; padding: 1rem; border: 2px solid var(--ink); border-radius: 12px }
.verdict:first-child { margin-top: 0 }
.verdict svg { width: 2.5rem; height: 2.5rem; fill: none; stroke: currentColor; stroke-width: 2.4; stroke-linecap: round; stroke-linejoin: round }
.verdict h1, .verdict h2 { margin: 0; font-size: 1.25rem; line-height: 1.35; text-wrap: balance }
.verdict p { margin: .25rem 0 0 }
dl { display: grid; grid-template-columns: minmax(6.5rem, max-content) 1fr; gap: .5rem 1rem; margin: 1rem 0 0 }
dt { color: var(--soft) }
dd { margin: 0 }
dd ul { margin: 0; padding-left: 1.1rem }
dd a { display: inline-block; min-height: 2.75rem; padding-block: .5rem; margin-block: -.5rem }
.number { font-family: ui-monospace, "SFMono-Regular", Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: 1.05rem }
.number span { display: inline-block }
.number span + span { margin-left: .4em }
.note { color: var(--soft); font-size: .9rem; line-height: 1.5 }
.pictures { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 12rem), 1fr)); gap: 1rem; margin-top: 1.25rem }
figure { margin: 0 }
figure img { display: block; width: 100%; height: auto; border-radius: 10px; background: var(--tint) }
figcaption { margin-top: .35rem; color: var(--soft); font-size: .9rem; line-height: 1.45 }
.offers { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 12rem), 1fr)); gap: .75rem; margin: .75rem 0 0; padding: 0; list-style: none }
.offers a, .action {
  display: flex;
  align-items: center;
  justify-content: center;
  min-height: 3.35rem;
  padding: .6rem 1rem;
  border-radius: 10px;
  font-weight: 600;
  line-height: 1.35;
  text-align: center;
  text-decoration: none;
}
.offers li { display: grid }
.offers a { background: var(--tint); color: var(--ink); border: 1px solid var(--line) }
.action { background: var(--accent); color: var(--accent-ink); margin-top: 1.25rem }
.offers a:hover, .action:hover { text-decoration: underline }
.people { display: grid; gap: .5rem; margin: .75rem 0 0; padding: 0; list-style: none }
.people button {
  width: 100%;
  min-height: 3.35rem;
  padding: .6rem 1rem;
  border: 1px solid var(--soft);
  border-radius: 10px;
  background: var(--sheet);
  color: inherit;
  font: inherit;
  line-height: 1.4;
  text-align: start;
  cursor: pointer;
}
.people button:hover { background: var(--tint) }
.people strong, .people small { display: block }
.people small { color: var(--soft); font-size: .9rem }
button:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px }
.token { display: block; padding: 1rem; border: 1px solid var(--line); border-radius: 10px; background: var(--tint); font-size: 1rem; user-select: all }
.next { margin-top: 1.25rem }
ul.steps { margin: .5rem 0 0; padding-left: 1.2rem }
.steps li + li { margin-top: .35rem }
.foot { padding-block: 0 2rem; color: var(--soft); font-size: .9rem }
@media (max-width: 26rem) {
  dl { grid-template-columns: 1fr; gap: 0 }
  dd { margin-bottom: .75rem }
  .verdict { align-items: center; column-gap: .6rem }
  .verdict svg { width: 2rem; height: 2rem }
  .verdict div { display: contents }
  .verdict p { grid-column: 1 / -1; margin-top: .5rem }
}
@media print {
  :root { --paper: #fff; --sheet: #fff; --ink: #000; --soft: #333; --line: #999; --accent: #000; --accent-ink: #fff; --tint: #fff }
  .other, .offered, .action { display: none }
  section, .who { break-inside: avoid; border-color: #999 }
}
@media (forced-colors: active) {
  .seal { fill: CanvasText }
  .seal text { fill: Canvas }
}
`.trim()
