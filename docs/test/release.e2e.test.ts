/** How packages are released: with provenance and a bill of materials, by a workflow and by nobody's machine. */
import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { fromRoot } from '../build/places.ts'

const run = promisify(execFile)
const cwd = fromRoot('.')

interface Materials {
  readonly bomFormat: string
  readonly metadata: { readonly component: { readonly name: string } }
  readonly components: readonly {
    readonly purl: string
    readonly hashes?: object[]
    readonly licenses?: object[]
  }[]
}

test('the bill of materials of the SDK names all that it brings along, with hashes and licences, and no tool', async () => {
  const { dependencies } = JSON.parse(await readFile(fromRoot('packages/core/package.json'), 'utf8'))
  await run(process.execPath, ['.ci/sbom.mjs', '@qiyema/core'], { cwd })
  const path = fromRoot('reports/sbom/qiyema-core.cdx.json')
  const { bomFormat, components }: Materials = JSON.parse(await readFile(path, 'utf8'))
  expect(bomFormat).toBe('CycloneDX')
  for (const [name, version] of Object.entries(dependencies))
    expect(components).toContainEqual(expect.objectContaining({ purl: `pkg:npm/${name}@${version}` }))
  expect(components.filter(({ hashes, licenses }) => !hashes?.length || !licenses?.length)).toEqual([])
  expect(components.filter(({ purl }) => /vitest|typescript|biome/.test(purl))).toEqual([])
})

test('nobody publishes from a machine of their own', async () => {
  const env = { ...process.env, GITHUB_REPOSITORY: '' }
  await expect(run(process.execPath, ['.ci/release.mjs'], { cwd, env })).rejects.toThrow('release workflow')
})

test('the workflow may prove where a package comes from, and holds no token for longer', async () => {
  const workflow = await readFile(fromRoot('.github/workflows/release.yml'), 'utf8')
  expect(workflow).toContain('id-token: write')
  expect(workflow).toContain("NPM_CONFIG_PROVENANCE: 'true'")
  expect(workflow).not.toMatch(/NPM_TOKEN|secrets\./)
})
