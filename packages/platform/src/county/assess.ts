/** The per-mu assessment of a county: everyone is ranked among everyone, so it is made for all at once. */
import { type LegalDate, momentOf } from '../calendar/shanghai-time.js'
import { assessPerMu } from '../facts/per-mu.js'
import { perMuModel } from '../facts/per-mu-model.js'
import { readSetting, SETTINGS } from '../registry/county.js'
import { knownFacts } from '../registry/facts.js'
import type { Db } from '../store/store.js'

/** Assesses every enterprise whose figures are known, by the county's model. Without a model nobody is graded. */
export async function assessCounty(db: Db, asOf: LegalDate): Promise<void> {
  const model = await readSetting(db, SETTINGS.perMuModel, perMuModel)
  if (!model) return
  const enterprises = await db.selectFrom('enterprises').selectAll().orderBy('id').execute()
  const figures = new Map(
    (await db.selectFrom('per_mu_figures').select(['enterprise_id', 'figures']).execute()).map(row => [
      row.enterprise_id,
      row.figures,
    ]),
  )
  const candidates = []
  for (const enterprise of enterprises) {
    const { facts } = await knownFacts(db, enterprise, { asOf })
    candidates.push({ id: enterprise.id, figures: figures.get(enterprise.id) ?? {}, facts })
  }
  await db.deleteFrom('per_mu_results').execute()
  for (const result of assessPerMu(model.value, candidates)) {
    if (result.outcome !== 'graded') continue
    const { id, scale, score, rank, grade } = result
    await db
      .insertInto('per_mu_results')
      .values({
        enterprise_id: id,
        model: model.value.version,
        scale,
        score,
        rank,
        grade,
        as_of: momentOf(asOf, '00:00'),
      })
      .execute()
  }
}
