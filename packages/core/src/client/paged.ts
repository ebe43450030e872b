/** Lists: the first page for who awaits, every item for who iterates. */
import type { Page } from '../contract/page.js'

/**
 * An answer in pages. `await` gives the first page; `for await` gives item after item, and fetches pages as it needs them.
 *
 * @example
 * ```ts no-run
 * const { items, nextCursor } = await client.policy.list({ text: '技术改造' })
 * for await (const item of client.policy.list({ open: 'true' })) console.log(item.title['zh-CN'])
 * ```
 */
export interface PagedAnswer<Item> extends PromiseLike<Page<Item>>, AsyncIterable<Item> {
  catch<Else>(onRejected: (reason: unknown) => Else | PromiseLike<Else>): Promise<Page<Item> | Else>
  finally(onSettled: () => void): Promise<Page<Item>>
}

/** Makes a paged answer. Nothing is fetched before somebody awaits or iterates. */
export function paged<Item>(fetchPage: (cursor?: string) => Promise<Page<Item>>): PagedAnswer<Item> {
  let first: Promise<Page<Item>> | undefined
  const firstPage = () => (first ??= fetchPage())
  return {
    // biome-ignore lint/suspicious/noThenProperty: it is a promise of its first page
    then: (onFulfilled, onRejected) => firstPage().then(onFulfilled, onRejected),
    catch: onRejected => firstPage().catch(onRejected),
    finally: onSettled => firstPage().finally(onSettled),
    async *[Symbol.asyncIterator]() {
      let page = await firstPage()
      for (;;) {
        yield* page.items
        if (page.nextCursor === undefined) return
        page = await fetchPage(page.nextCursor)
      }
    },
  }
}
