/** The sample county: invented or paraphrased, so that everybody can work with the same. */
import { type CountyPack, countyPack } from '@qiyema/platform'
import county from '../county/county.json' with { type: 'json' }
import departments from '../county/departments.json' with { type: 'json' }
import enterprises from '../county/enterprises.json' with { type: 'json' }
import factOwners from '../county/fact-owners.json' with { type: 'json' }
import facts from '../county/facts.json' with { type: 'json' }
import products from '../county/loan-products.json' with { type: 'json' }
import partners from '../county/partners.json' with { type: 'json' }
import people from '../county/people.json' with { type: 'json' }
import perMuModel from '../county/per-mu-model.json' with { type: 'json' }
import policies from '../county/policies.json' with { type: 'json' }
import scopes from '../county/scopes.json' with { type: 'json' }

let parsed: CountyPack | undefined

/**
 * The sample county, as `seedCounty` takes it.
 *
 * @example
 * ```ts
 * import { sampleCounty } from '@qiyema/sandbox'
 *
 * console.log(sampleCounty().enterprises.length) // 13
 * ```
 */
export function sampleCounty(): CountyPack {
  parsed ??= countyPack.parse({
    county,
    enterprises,
    facts,
    scopes,
    factOwners,
    departments,
    partners,
    people,
    perMuModel,
    policies,
    products,
  })
  return parsed
}
