// What every `npm run screenshots` shares: which looks a page is taken in, where the pictures go, and a sheet that shows them
// all. With the beginning of a look's name after `--`, as `zh-CN-320` or `en`, only what begins so is taken.
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

/**
 * @typedef {object} Look
 * @property {'zh-CN' | 'en'} locale
 * @property {320 | 1280} width in CSS pixels
 * @property {'light' | 'dark'} colorScheme
 */

/** Chromium paints no taller picture, and nobody looks at one. */
const TALLEST = 12_000

/** @type {readonly Look[]} */
const LOOKS = /** @type {const} */ (['zh-CN', 'en']).flatMap(locale =>
  /** @type {const} */ ([320, 1280]).flatMap(width =>
    /** @type {const} */ (['light', 'dark']).map(colorScheme => ({ locale, width, colorScheme })),
  ),
)

/** @param {Look} look */
const nameOf = ({ locale, width, colorScheme }) => `${locale}-${width}-${colorScheme}`

/** How a browser context is opened for a look. @param {Look} look */
export const contextOf = ({ locale, width, colorScheme }) => ({
  locale,
  colorScheme,
  viewport: { width, height: 800 },
})

/**
 * Empties the folder `screenshots/` beside a script, and gives what fills it.
 *
 * @param {string} script - its `import.meta.url`
 */
export async function openAlbum(script) {
  const folder = fileURLToPath(new URL('screenshots/', script))
  const [wanted = ''] = process.argv.slice(2)
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  return {
    looks: LOOKS.filter(look => nameOf(look).startsWith(wanted)),
    /**
     * The whole page, or the first twelve thousand pixels of it, when its fonts are there.
     *
     * @param {import('playwright-core').Page} page
     * @param {Look} look
     * @param {string} name
     */
    async shoot(page, look, name) {
      await page.evaluate('document.fonts.ready')
      const viewport = page.viewportSize() ?? contextOf(look).viewport
      const height = Number(await page.evaluate('document.documentElement.scrollHeight'))
      // As high as the page: what is not in sight may not be painted.
      await page.setViewportSize({ ...viewport, height: Math.min(height, TALLEST) })
      const path = `${folder}${nameOf(look)}-${name}.png`
      await page.screenshot({ path, animations: 'disabled', timeout: 60_000 })
      await page.setViewportSize(viewport)
    },
    /** Writes the sheet, and says where it is. */
    async close() {
      const pictures = (await readdir(folder)).filter(file => file.endsWith('.png')).sort()
      await writeFile(`${folder}index.html`, sheetOf(pictures))
      console.log(`${pictures.length} screenshots: ${folder}index.html`)
    },
  }
}

/** @param {readonly string[]} pictures */
function sheetOf(pictures) {
  const figures = pictures.map(
    file =>
      `<figure><a href="${file}"><img src="${file}" loading="lazy" alt="${file}"></a><figcaption>${file}</figcaption></figure>`,
  )
  return `<!doctype html><meta charset="utf-8"><title>Screenshots</title>
<style>
  body { display: flex; flex-wrap: wrap; gap: 1rem; font: 0.75rem system-ui; background: #888 }
  figure { margin: 0; width: 20rem }
  img { width: 100% }
</style>
${figures.join('\n')}
`
}
