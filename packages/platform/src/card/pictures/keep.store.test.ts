/** Pictures of a card, from the enterprise that adds them to whoever sees them. */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { actionsOn, asked } from '../../../test/consent-scene.js'
import { failureOf } from '../../../test/failure-of.js'
import { type Bytes, exifOf, holds, join, SECRET, withSegments } from '../../../test/hidden-metadata.js'
import { BASE_URL, openWorld, type World } from '../../../test/world.js'
import { createMemoryFiles } from '../../files/memory-files.js'
import { fileJobs } from '../../files/sweep.js'
import { sha256Hex } from '../../http/digest.js'
import { pictureFiles } from '../files.js'

const DAY = 24 * 3600 * 1000
const bytesOf = (name: string): Bytes =>
  Uint8Array.from(readFileSync(new URL(`../../../test/fixtures/pictures/${name}`, import.meta.url)))
const DRAWING = { content: bytesOf('drawing.png'), contentType: 'image/png' } as const
const PHOTO = {
  content: withSegments(bytesOf('photo.jpg'), [0xe1, exifOf(6, 'MM')]),
  contentType: 'image/jpeg',
} as const

let world: World
beforeAll(async () => {
  world = await openWorld()
  // A bank that has asked for a consent has sessions.
  await asked(world, 'ent-01')
})
afterAll(() => world.close())

const picturesOf = async (enterprise: string) => {
  const uscc = await world.usccOf(enterprise)
  return (await world.anyone.card.readPublic({ uscc })).pictures
}

/** As a browser would fetch it for a page. */
const fetched = (url: string, headers: Record<string, string> = {}) => world.app.request(url, { headers })

describe('a picture', () => {
  test('is on the card at once, and anyone sees it', async () => {
    const operator = world.operator('ent-02')
    const picture = await operator.card.pictures.add({ ...DRAWING, caption: '生产车间' })
    expect(picture).toMatchObject({ type: 'image/png', width: 24, height: 16, caption: '生产车间' })
    expect(await picturesOf('ent-02')).toEqual([picture])
    expect(await world.anyone.card.pictures.read({ pictureId: picture.id })).toEqual(DRAWING.content)
    expect(await actionsOn(world, picture.id)).toEqual(['card.add-picture'])
  })

  test('tells nobody where it was taken', async () => {
    const picture = await world.widget({ enterprise: 'ent-01' }).card.pictures.add(PHOTO)
    expect([picture.width, picture.height]).toEqual([16, 24])
    const content = await world.anyone.card.pictures.read({ pictureId: picture.id })
    expect(holds(content, SECRET)).toBe(false)
    expect(content.length).toBeLessThan(PHOTO.content.length)
  })

  test('is served as the picture it is, to be kept for good, and nothing else', async () => {
    const { id } = await world.operator('ent-09').card.pictures.add(DRAWING)
    const answer = await fetched(`${BASE_URL}/v1/pictures/${id}`)
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'image/png',
      'cache-control': 'public, max-age=31536000, immutable',
      'content-disposition': `inline; filename="${id}.png"`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
      'access-control-allow-origin': '*',
    })
    const tag = answer.headers.get('etag') ?? ''
    const again = await fetched(`${BASE_URL}/v1/pictures/${id}`, { 'if-none-match': tag })
    expect(again.status).toBe(304)
  })

  test('is one of nine at most, however many come at once', async () => {
    const operator = world.operator('ent-04')
    const outcomes = await Promise.all(
      Array.from({ length: 15 }, () => failureOf(operator.card.pictures.add(DRAWING))),
    )
    expect(outcomes.toSorted()).toEqual([...Array(6).fill('limit_reached'), ...Array(9).fill('none')])
    expect(await picturesOf('ent-04')).toHaveLength(9)
    const [first] = await picturesOf('ent-04')
    await operator.card.pictures.remove({ pictureId: first?.id ?? '' })
    expect(await failureOf(operator.card.pictures.add(DRAWING))).toBe('none')
  })

  test('whose answer was lost is there once', async () => {
    const operator = world.operator('ent-05')
    const add = () => operator.card.pictures.add(DRAWING, { idempotencyKey: 'picture-of-the-gate' })
    expect(await add()).toEqual(await add())
    expect(await picturesOf('ent-05')).toHaveLength(1)
    const other = operator.card.pictures.add(PHOTO, { idempotencyKey: 'picture-of-the-gate' })
    expect(await failureOf(other)).toBe('idempotency_key_reused')
  })

  test('is removed by its enterprise, and is then nobody’s to see', async () => {
    const { id: pictureId } = await world.operator('ent-06').card.pictures.add(DRAWING)
    expect(await failureOf(world.operator('ent-07').card.pictures.remove({ pictureId }))).toBe('not_found')
    expect(await failureOf(world.operator('ent-06').card.pictures.remove({ pictureId }))).toBe('none')
    expect(await failureOf(world.anyone.card.pictures.read({ pictureId }))).toBe('not_found')
    expect(await failureOf(world.operator('ent-06').card.pictures.remove({ pictureId }))).toBe('not_found')
    expect(await actionsOn(world, pictureId)).toEqual(['card.add-picture', 'card.remove-picture'])
  })

  test('is not the handler’s who is trusted with other things, nor anybody’s without a code', async () => {
    expect(await failureOf(world.operator('ent-02', 'per-hdl02').card.pictures.add(DRAWING))).toBe(
      'forbidden',
    )
    expect(await failureOf(world.operator('ent-03').card.pictures.add(DRAWING))).toBe('not_found')
  })

  test.each([
    ['that is another type than it says', { ...DRAWING, contentType: 'image/jpeg' }, 'file_type_mismatch'],
    [
      'that is a page',
      { content: join('<script>alert(1)</script>'), contentType: 'image/png' },
      'file_type_mismatch',
    ],
    [
      'of a type that is not taken',
      { content: join('<svg/>'), contentType: 'image/svg+xml' },
      'unsupported_media_type',
    ],
    ['that ends in the middle', { ...DRAWING, content: DRAWING.content.slice(0, 80) }, 'file_rejected'],
    ['without a byte', { ...DRAWING, content: new Uint8Array() }, 'malformed_request  body_missing'],
    [
      'of more than 5 MiB',
      { ...DRAWING, content: join(DRAWING.content, new Uint8Array(5 * 2 ** 20)) },
      'payload_too_large',
    ],
  ])('%s is refused, and nothing is kept of it', async (_, upload, failure) => {
    expect(await failureOf(world.operator('ent-10').card.pictures.add(upload as typeof DRAWING))).toBe(
      failure,
    )
    expect(await picturesOf('ent-10')).toEqual([])
  })
})

test('files of pictures that are gone are swept; those that a picture has stay', async () => {
  let now = new Date('2026-03-02T01:00:00Z')
  const files = createMemoryFiles({ now: () => now })
  const kept = await world.operator('ent-11').card.pictures.add(DRAWING)
  const sha256 = await sha256Hex(DRAWING.content)
  await files.put(DRAWING.content, sha256)
  const orphan = await sha256Hex(PHOTO.content)
  await files.put(PHOTO.content, orphan)
  const [sweep] = Object.values(fileJobs({ files, uses: [pictureFiles] }))
  const context = { store: world.store, now: () => now, effects: NO_EFFECTS }
  await sweep?.({}, context)
  expect(await files.get(orphan)).toEqual(PHOTO.content)
  now = new Date(now.getTime() + DAY)
  await sweep?.({}, context)
  expect(await files.get(orphan)).toBeUndefined()
  expect(await files.get(sha256)).toEqual(DRAWING.content)
  expect(kept.id).toMatch(/^pic_/)
})

const NO_EFFECTS = { audit: async () => {}, emit: async () => {}, enqueue: async () => {} }
