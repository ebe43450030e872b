/** The sample county's files, as the sandbox package has them. */
import { readFileSync } from 'node:fs'
import { type CountyPack, countyPack } from '../src/county/pack.js'

export function sampleCounty(): CountyPack {
  return countyPack.parse({
    county: read('county'),
    enterprises: read('enterprises'),
    facts: read('facts'),
    scopes: read('scopes'),
    factOwners: read('fact-owners'),
    departments: read('departments'),
    partners: read('partners'),
    people: read('people'),
    perMuModel: read('per-mu-model'),
    policies: read('policies'),
    products: read('loan-products'),
  })
}

function read(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../sandbox/county/${name}.json`, import.meta.url), 'utf8'))
}
