// `npm run sbom`: the bill of materials of each published package, or of those named, by CycloneDX, to reports/sbom.
import { spawnSync } from 'node:child_process'
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'

const wanted = process.argv.slice(2)
mkdirSync('reports/sbom', { recursive: true })
for (const path of globSync('packages/*/package.json').sort()) {
  const { name, private: isPrivate } = JSON.parse(readFileSync(path, 'utf8'))
  if (isPrivate || (wanted.length > 0 && !wanted.includes(name))) continue
  const { status, stdout, stderr } = spawnSync(
    'npm',
    [
      'sbom',
      '--sbom-format=cyclonedx',
      '--sbom-type=library',
      '--omit=dev',
      '--package-lock-only',
      `--workspace=${name}`,
    ],
    { encoding: 'utf8', maxBuffer: 2 ** 26, shell: process.platform === 'win32' },
  )
  if (status !== 0) {
    console.error(stderr)
    process.exit(1)
  }
  const file = `reports/sbom/${name.replace('@', '').replace('/', '-')}.cdx.json`
  writeFileSync(file, stdout)
  console.log(`${file}: ${JSON.parse(stdout).components.length} components`)
}
