// Finds a Chromium to test with, and starts it. Finding it works on Node 20 and before `npm ci`.
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'

const { LOCALAPPDATA, PROGRAMFILES, 'PROGRAMFILES(X86)': PROGRAMFILES_X86 } = process.env

const wellKnown = {
  linux: [
    // The same engine without any window, as Debian has it: tests take a quarter less of the processor's time with it.
    '/usr/bin/chromium-headless-shell',
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome-stable',
    '/usr/bin/google-chrome',
    '/opt/google/chrome/chrome',
    '/snap/bin/chromium',
  ],
  darwin: [
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ],
  win32: [PROGRAMFILES, PROGRAMFILES_X86, LOCALAPPDATA]
    .filter(Boolean)
    .flatMap(folder => [
      `${folder}\\Google\\Chrome\\Application\\chrome.exe`,
      `${folder}\\Chromium\\Application\\chrome.exe`,
    ]),
}

/**
 * The path of a Chromium: the environment's CHROMIUM_PATH, else a well-known place, else the one Playwright installed.
 * Undefined when there is none. Throws when CHROMIUM_PATH is set and leads nowhere, rather than test another browser silently.
 *
 * @returns {string | undefined}
 */
export function findChromium() {
  const chosen = process.env.CHROMIUM_PATH
  if (chosen) {
    if (existsSync(chosen)) return chosen
    throw new Error(`CHROMIUM_PATH is set to ${chosen}, where there is no file: correct it or unset it.`)
  }
  const places = /** @type {Record<string, string[]>} */ (wellKnown)[process.platform] ?? []
  return [...places, playwrightsOwn()].find(path => path !== undefined && existsSync(path))
}

/** Where Playwright would put its own; required late, because before `npm ci` there is no Playwright. */
function playwrightsOwn() {
  try {
    return createRequire(import.meta.url)('playwright-core').chromium.executablePath()
  } catch {
    return undefined
  }
}

/**
 * How to start it: without GPU, without the traffic Chromium makes for itself, and as root without the sandbox, which
 * refuses root. Whether it is headless is the caller's to say (Playwright is, unless told otherwise).
 *
 * @type {string[]}
 */
export const chromiumArguments = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
]

/**
 * A headless one to drive.
 *
 * @param {readonly string[]} more - arguments beside the usual ones
 */
export async function openChromium(more = []) {
  const { chromium } = await import('playwright-core')
  const executablePath = findChromium()
  return chromium.launch({
    args: [...chromiumArguments, ...more],
    ...(executablePath && { executablePath }),
  })
}
