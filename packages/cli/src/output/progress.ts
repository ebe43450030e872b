/** Tells a person who waits how far long work has come. Silent where nobody looks. */

export interface Progress {
  /** So much is done. Cheap enough to be called for every piece. */
  report(done: number): void
  /** Clears the line. */
  end(): void
}

const INTERVAL_MILLISECONDS = 100

/** @param total - how many pieces there are; absent when the work has none to count */
export function startProgress(label: string, total?: number): Progress {
  if (!process.stderr.isTTY) return { report: () => undefined, end: () => undefined }
  let shownAt = 0
  const show = (done: number) => {
    const share = total ? ` ${Math.floor((100 * done) / total)} %` : ' …'
    process.stderr.write(`\r${label}${share}`)
    shownAt = performance.now()
  }
  show(0)
  return {
    report: done => {
      if (performance.now() - shownAt > INTERVAL_MILLISECONDS) show(done)
    },
    end: () => void process.stderr.write('\r\u001b[2K'),
  }
}
