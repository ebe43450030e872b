/** Materials: asked for, supplied once, and read by the bank as long as it may read. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { actionsOn } from '../../../test/consent-scene.js'
import { signIn } from '../../../test/desk.js'
import { failureOf } from '../../../test/failure-of.js'
import { accepted, contacted, forgetLoans, offered, posted } from '../../../test/finance-scene.js'
import { BASE_URL, openWorld, type World } from '../../../test/world.js'
import { sha256Hex } from '../../http/digest.js'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())
beforeEach(() => forgetLoans(world))

const bank = (number = 1) => world.bank(number).finance.applications
const enterprise = (id = 'ent-02') => world.operator(id).finance.applications

/** A smallest document of its kind. */
const TEXT = '%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n'
const PDF = { content: new Blob([TEXT]), contentType: 'application/pdf' as const }

/** A bank has asked for a report, and for a picture if there is one. */
async function asked(number = 1) {
  const { id: needId, consentId } = await posted(world)
  const { id: applicationId } = await contacted(world, needId, number)
  const materials = [
    { name: '近一年财务报表', required: true },
    { name: '厂房照片', required: false },
  ]
  const application = await bank(number).askMaterials({ applicationId, materials })
  const [report, picture] = application.materials
  if (!report || !picture) throw new Error('Two were asked for.')
  return { needId, consentId, applicationId, application, report: report.id, picture: picture.id }
}

describe('a material', () => {
  test('is asked for, supplied, and read by both sides, byte for byte', async () => {
    const { applicationId, application, report } = await asked()
    expect(application.state).toBe('materials-requested')
    expect(application.materials.map(({ name, required, state }) => [name, required, state])).toEqual([
      ['近一年财务报表', true, 'asked'],
      ['厂房照片', false, 'asked'],
    ])
    const name = { applicationId, materialId: report }
    expect(await failureOf(bank().readMaterial(name))).toBe('not_found')
    const supplied = await enterprise().supply({ ...name, ...PDF })
    const bytes = new TextEncoder().encode(TEXT)
    expect(supplied.materials[0]).toMatchObject({
      state: 'supplied',
      suppliedAt: world.now().toISOString(),
      type: 'application/pdf',
      bytes: bytes.length,
      sha256: await sha256Hex(bytes),
    })
    for (const side of [bank(), enterprise()])
      expect(new Uint8Array(await side.readMaterial(name))).toEqual(bytes)
    expect(await actionsOn(world, applicationId)).toEqual([
      'application.claim',
      'application.contact',
      'application.ask-materials',
      'application.supply',
      'application.read-material',
      'application.read-material',
    ])
  })

  test('is supplied once, also when it comes twice at once', async () => {
    const { applicationId, report } = await asked()
    const supply = () => enterprise().supply({ applicationId, materialId: report, ...PDF })
    const outcomes = await Promise.all([failureOf(supply()), failureOf(supply())])
    expect(outcomes.toSorted()).toEqual(['impossible_step supplied ', 'none'])
  })

  test('is a whole file of a type that was said', async () => {
    const { applicationId, report } = await asked()
    const supply = (content: string, contentType: 'application/pdf' | 'image/png' = 'application/pdf') =>
      failureOf(
        enterprise().supply({ applicationId, materialId: report, content: new Blob([content]), contentType }),
      )
    expect(await supply('%PDF-1.7\n1 0 obj<<>>')).toBe('file_rejected')
    expect(await supply(TEXT, 'image/png')).toBe('file_type_mismatch')
    expect(await supply('<script>')).toBe('file_type_mismatch')
    const { materials } = await enterprise().read({ applicationId })
    expect(materials.map(({ state }) => state)).toEqual(['asked', 'asked'])
  })

  test('may be supplied as long as the two have business, and not after', async () => {
    const { applicationId, report, picture } = await asked()
    await bank().decline({ applicationId })
    const supply = (materialId: string) => enterprise().supply({ applicationId, materialId, ...PDF })
    expect(await failureOf(supply(report))).toBe('impossible_step declined-by-bank ')
    expect(await failureOf(supply(picture))).toBe('impossible_step declined-by-bank ')
  })

  test('is one of sixty at most', async () => {
    const { applicationId } = await asked()
    const materials = Array.from({ length: 30 }, (_, index) => ({
      name: `第${index + 1}份`,
      required: false,
    }))
    const ask = () => failureOf(bank().askMaterials({ applicationId, materials }))
    expect(await ask()).toBe('none')
    expect(await ask()).toBe('invalid_fields /materials too_many')
    expect((await enterprise().read({ applicationId })).materials).toHaveLength(32)
  })

  test('is a download, under a name that nobody chose', async () => {
    const { applicationId, report } = await asked()
    await enterprise().supply({ applicationId, materialId: report, ...PDF })
    const desk = { ...world, clock: { now: world.now() } }
    const person = { kind: 'operator', personId: 'per-rep02', enterpriseId: 'ent-02' } as const
    const target = `/v1/loan-applications/${applicationId}/materials/${report}`
    const { headers } = await world.app.request(BASE_URL + target, {
      headers: { authorization: `Bearer ${await signIn(desk, person)}` },
    })
    expect(headers.get('content-disposition')).toBe(`attachment; filename="${report}.pdf"`)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('cache-control')).toContain('no-store')
  })
})

describe('the bank reads it', () => {
  test('until the enterprise takes back what it consented to: then it is refused at once, as facts are', async () => {
    const { applicationId, application, report } = await asked()
    const name = { applicationId, materialId: report }
    await enterprise().supply({ ...name, ...PDF })
    await world.operator('ent-02').consent.withdraw({ consentId: application.consent.id })
    expect(await failureOf(bank().readMaterial(name))).toBe('consent_ended')
    expect(await failureOf(bank().facts({ applicationId }))).toBe('consent_ended')
    const seen = await bank().read({ applicationId })
    expect(seen).toMatchObject({ state: 'materials-requested', consent: { state: 'withdrawn' } })
    expect(seen).not.toHaveProperty('contact')
    const ask = bank().askMaterials({ applicationId, materials: [{ name: '报表', required: true }] })
    expect(await failureOf(ask)).toBe('consent_ended')
    expect(await failureOf(enterprise().readMaterial(name))).toBe('none')
    // A bank that can read nothing more can still say no.
    expect(await failureOf(bank().decline({ applicationId }))).toBe('none')
  })

  test('and loses all of it with the consent of the need', async () => {
    const { applicationId, consentId, report } = await asked()
    const name = { applicationId, materialId: report }
    await enterprise().supply({ ...name, ...PDF })
    await world.operator('ent-02').consent.withdraw({ consentId })
    expect(await failureOf(bank().readMaterial(name))).toBe('consent_ended')
    expect((await bank().read({ applicationId })).consent.state).toBe('withdrawn')
  })

  test('and no other bank or enterprise does', async () => {
    const { needId, applicationId, report } = await asked()
    const { id: others } = await offered(world, needId, 2)
    const name = { applicationId, materialId: report }
    await enterprise().supply({ ...name, ...PDF })
    expect(await failureOf(bank(2).readMaterial(name))).toBe('not_found')
    expect(await failureOf(bank(2).readMaterial({ ...name, applicationId: others }))).toBe('not_found')
    expect(await failureOf(enterprise('ent-04').readMaterial(name))).toBe('not_found')
    expect(await failureOf(enterprise('ent-04').supply({ ...name, ...PDF }))).toBe('not_found')
  })

  test('no more once another bank’s offer was accepted', async () => {
    const { needId, applicationId, report } = await asked()
    const name = { applicationId, materialId: report }
    await enterprise().supply({ ...name, ...PDF })
    await accepted(world, needId, 2)
    expect(await failureOf(bank().readMaterial(name))).toBe('consent_ended')
  })
})
