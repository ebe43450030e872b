/** 补充材料: a bank asks for a document, the enterprise sends it, and the bank has it byte for byte. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import type { Enterprise } from '../cast.ts'
import { refusalOf } from '../refusals.ts'
import { say } from '../tell.ts'
import type { BankApplication } from './claim-need.ts'

/** The smallest that is a PDF. */
const REPORT = new TextEncoder().encode('%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n')

export async function supplyMaterial(
  { client }: Enterprise,
  applications: readonly BankApplication[],
): Promise<void> {
  const [{ id: applicationId, bank } = assert.fail('an application')] = applications
  const theirs = bank.client.finance.applications
  const { materials } = await theirs.askMaterials({
    applicationId,
    materials: [{ name: '近一年财务报表', required: true }],
  })
  const [{ id: materialId } = assert.fail('what was asked for')] = materials
  const { supply } = client.finance.applications
  const asPicture = supply({ applicationId, materialId, content: REPORT, contentType: 'image/png' })
  assert.equal(await refusalOf(asPicture), 'file_type_mismatch')
  say('A bank asks for a report; a file that is not what it claims to be is refused.')

  let sent = 0
  const onProgress = ({ sentBytes }: { readonly sentBytes: number }) => {
    sent = sentBytes
  }
  const document = { content: REPORT, contentType: 'application/pdf' } as const
  const supplied = await supply({ applicationId, materialId, ...document }, { onProgress })
  assert.equal(sent, REPORT.length)
  assert.equal(supplied.materials[0]?.sha256, createHash('sha256').update(REPORT).digest('hex'))
  assert.deepEqual(new Uint8Array(await theirs.readMaterial({ applicationId, materialId })), REPORT)
  say('The enterprise sends it, and the bank reads what was sent, byte for byte.')
}
