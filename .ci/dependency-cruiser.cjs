// `npm run imports`: who may import whom. A rule's $1 stands for what the first bracket of its `from` matched.

const applications = 'code|card|policy|service|appeal|finance|cooperation|zone|consent'
const tests = '\\.(test|stories)\\.ts$|^packages/[^/]+/(test|\\.storybook)/|/tsup\\.config\\.ts$'

/** Tests and stories of widgets stand on the sandbox, as those of any partner do. */
const widgetsTests = '^packages/widgets/(test|\\.storybook)/|^packages/widgets/src/.*\\.(test|stories)\\.ts$'

/** Matches a package of ours by where it lies, and by its name for when it is not built. */
const ours = (/** @type {string} */ names) => `^packages/(${names})/|^@qiyema/(${names})(/|$)`

/** The folders of packages/core/src/code, each of which may import only those before it. */
const floors = ['format', 'suites|square', 'sign', 'trust', 'verify']

module.exports = {
  forbidden: [
    ...floors.slice(0, -1).map((floor, index) => ({
      name: `${floor}-imports-nothing-above-it`,
      severity: 'error',
      from: { path: `^packages/core/src/code/(${floor})/`, pathNot: tests },
      to: { path: `^packages/core/src/code/(${floors.slice(index + 1).join('|')})/` },
    })),
    {
      name: 'core-imports-no-package-of-ours',
      severity: 'error',
      from: { path: '^packages/core/' },
      to: { path: ours('(?!core[/$])[^/]+') },
    },
    {
      name: 'widgets-and-platform-import-core-only',
      severity: 'error',
      from: { path: '^packages/(widgets|platform)/', pathNot: widgetsTests },
      to: { path: ours('[^/]+'), pathNot: [ours('core'), '^packages/$1/'] },
    },
    {
      name: 'cli-imports-core-only-and-to-serve-the-platform',
      severity: 'error',
      from: { path: '^packages/cli/' },
      to: { path: ours('[^/]+'), pathNot: [ours('core|platform|sandbox|cli')] },
    },
    {
      name: 'cli-loads-the-platform-late',
      comment: 'Whoever verifies a code does not wait for a database to be loaded.',
      severity: 'error',
      from: { path: '^packages/cli/' },
      to: {
        path: ours('platform|sandbox'),
        dependencyTypesNot: ['dynamic-import', 'type-only'],
      },
    },
    {
      name: 'only-commands-on-a-platform-load-it',
      severity: 'error',
      from: {
        path: '^packages/cli/src/',
        pathNot: ['^packages/cli/src/(sample|commands/(audit|seed|serve)\\.ts$)'],
      },
      to: { path: ours('platform|sandbox') },
    },
    {
      name: 'sandbox-imports-platform-and-core-only',
      severity: 'error',
      from: { path: '^packages/sandbox/' },
      to: { path: ours('[^/]+'), pathNot: [ours('core|platform|sandbox')] },
    },
    {
      name: 'packages-are-imported-by-name',
      comment: 'A relative path reaches past the published entry points.',
      severity: 'error',
      from: { path: '^((?:packages|examples)/[^/]+)/' },
      to: {
        path: '^packages/',
        pathNot: '^$1/',
        dependencyTypes: ['local'],
        dependencyTypesNot: ['aliased-workspace'],
      },
    },
    {
      name: 'nothing-imports-examples-or-docs',
      severity: 'error',
      from: { path: '^((?:packages|examples)/[^/]+|docs|bench|\\.ci)/' },
      to: { path: '^(examples|docs)/', pathNot: '^$1/' },
    },
    {
      name: 'core-runs-without-node',
      comment: 'Browsers and workers load it. Only the file store may use Node.',
      severity: 'error',
      from: { path: '^packages/core/src/', pathNot: ['^packages/core/src/stores/file-store\\.ts$', tests] },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'uscc-imports-nothing',
      severity: 'error',
      from: { path: '^packages/core/src/uscc\\.ts$' },
      to: { path: '.' },
    },
    {
      name: 'applications-stand-alone',
      comment: 'What two applications share belongs to the base files of the package, or to core.',
      severity: 'error',
      from: { path: `^packages/(platform|widgets)/src/(${applications})/` },
      to: { path: `^packages/$1/src/(${applications})/`, pathNot: '^packages/$1/src/$2/' },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'imports-exist',
      comment: 'Build first: packages are resolved to what was built.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'imports-are-declared',
      comment: 'What stands in no package.json comes with another package by chance.',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['unknown', 'undetermined', 'npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'published-code-imports-no-tools',
      severity: 'error',
      from: { path: '^packages/[^/]+/src/', pathNot: tests },
      to: {
        dependencyTypes: ['npm-dev'],
        dependencyTypesNot: ['npm', 'npm-peer', 'npm-optional', 'type-only'],
      },
    },
  ],
  options: {
    // Vite's own: a file's address or a worker made of it.
    exclude: { path: '\\?(url|worker)|/storybook-static/' },
    doNotFollow: { path: '(^|/)(node_modules|dist)/' },
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
}
