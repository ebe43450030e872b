// `npm run release`, in the release workflow only: publishes each package whose version npm does not have yet. npm's provenance is
// believed only where a package names the repository that it was built in, which nobody knows before it is there.
import { spawnSync } from 'node:child_process'

const { GITHUB_SERVER_URL, GITHUB_REPOSITORY } = process.env
if (!GITHUB_REPOSITORY) {
  console.error('Packages are published by the release workflow, with provenance, and by nobody’s machine.')
  process.exit(1)
}
run('npm', 'pkg', 'set', `repository.url=git+${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}.git`, '--workspaces')
run('npx', 'changeset', 'publish')

function run(/** @type {string} */ command, /** @type {string[]} */ ...args) {
  const { status } = spawnSync(command, args, { stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}
