/**
 * The look in three layers. A page sets, anywhere above a widget, any of the first two; the third stands with each widget.
 *
 * 1. palette: `--qym-palette-brand`, `--qym-palette-brand-dark`, `--qym-palette-on-brand`, `--qym-palette-on-brand-dark`
 * 2. role: `--qym-color-*`, `--qym-font-family`, `--qym-font-size`, `--qym-space`, `--qym-radius`, `--qym-target`
 * 3. component: `--qym-<widget>-*`
 *
 * No length is in `rem`: pages for phones set the root's size to anything.
 *
 * Inside, only `--_*` are used, so that what a page sets for itself under the same name cannot reach in by accident.
 */
import { css, unsafeCSS } from 'lit'

const light = unsafeCSS(`
  color-scheme: light;
  --_brand: var(--qym-color-brand, var(--qym-palette-brand, #155a9c));
  --_brand-strong: var(--qym-color-brand-strong, var(--qym-palette-brand, #0f4578));
  --_on-brand: var(--qym-color-on-brand, var(--qym-palette-on-brand, #ffffff));
  --_brand-soft: var(--qym-color-brand-soft, #e8f1fa);
  --_surface: var(--qym-color-surface, #ffffff);
  --_surface-soft: var(--qym-color-surface-soft, #f4f6f8);
  --_text: var(--qym-color-text, #17212b);
  --_text-soft: var(--qym-color-text-soft, #51606e);
  --_line: var(--qym-color-line, #d5dce3);
  --_control-line: var(--qym-color-control-line, #75838f);
  --_good: var(--qym-color-good, #17693a);
  --_good-soft: var(--qym-color-good-soft, #e5f4ea);
  --_caution: var(--qym-color-caution, #875000);
  --_caution-soft: var(--qym-color-caution-soft, #fdf1dd);
  --_bad: var(--qym-color-bad, #b3261e);
  --_bad-soft: var(--qym-color-bad-soft, #fcebe9);
  --_bone: var(--qym-color-bone, #e6ebf0);
  --_focus: var(--qym-color-focus, #0b57d0);
`)

const dark = unsafeCSS(`
  color-scheme: dark;
  --_brand: var(--qym-color-brand, var(--qym-palette-brand-dark, #8fc1f2));
  --_brand-strong: var(--qym-color-brand-strong, var(--qym-palette-brand-dark, #b3d6f8));
  --_on-brand: var(--qym-color-on-brand, var(--qym-palette-on-brand-dark, #06233d));
  --_brand-soft: var(--qym-color-brand-soft, #15304a);
  --_surface: var(--qym-color-surface, #14191f);
  --_surface-soft: var(--qym-color-surface-soft, #1d242c);
  --_text: var(--qym-color-text, #e8edf2);
  --_text-soft: var(--qym-color-text-soft, #a9b6c2);
  --_line: var(--qym-color-line, #36414c);
  --_control-line: var(--qym-color-control-line, #8494a3);
  --_good: var(--qym-color-good, #7fd6a0);
  --_good-soft: var(--qym-color-good-soft, #14321f);
  --_caution: var(--qym-color-caution, #f2bd6b);
  --_caution-soft: var(--qym-color-caution-soft, #3a2a0f);
  --_bad: var(--qym-color-bad, #ffb4ab);
  --_bad-soft: var(--qym-color-bad-soft, #43211d);
  --_bone: var(--qym-color-bone, #29323b);
  --_focus: var(--qym-color-focus, #a8c7fa);
`)

const highContrast = unsafeCSS(`
  color-scheme: light;
  --_brand: #003a75; --_brand-strong: #002a55; --_on-brand: #ffffff; --_brand-soft: #ffffff;
  --_surface: #ffffff; --_surface-soft: #ffffff; --_text: #000000; --_text-soft: #1c1c1c;
  --_line: #000000; --_control-line: #000000;
  --_good: #004d1c; --_good-soft: #ffffff; --_caution: #553200; --_caution-soft: #ffffff;
  --_bad: #8c0009; --_bad-soft: #ffffff; --_bone: #b5b5b5; --_focus: #c2006b;
`)

export const tokens = css`
  :host {
    ${light}
    --_font: var(--qym-font-family, system-ui, -apple-system, 'PingFang SC', 'HarmonyOS Sans SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', sans-serif);
    --_size: var(--qym-font-size, medium);
    --_space: var(--qym-space, 4px);
    --_radius: var(--qym-radius, 8px);
    --_target: var(--qym-target, 44px);
  }
  @media (prefers-color-scheme: dark) {
    :host(:not([data-theme])) {
      ${dark}
    }
  }
  :host([data-theme='dark']) {
    ${dark}
  }
  @media (prefers-contrast: more) {
    :host(:not([data-theme])) {
      ${highContrast}
    }
  }
  :host([data-theme='high-contrast']) {
    ${highContrast}
  }
  :host([data-density='compact']) {
    --_space: var(--qym-space, 3px);
  }
  :host([data-elder]) {
    --_size: var(--qym-font-size-elder, 18px);
    --_target: 60px;
  }
`
