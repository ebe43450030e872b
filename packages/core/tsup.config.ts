// Builds every entry point as ES modules and CommonJS, with types for both.
import { defineConfig } from 'tsup'
import { evaluatedModules } from './build/evaluated-modules.js'

export default defineConfig({
  entry: ['src/entries/**/*.ts'],
  format: ['esm', 'cjs'],
  target: 'es2022',
  platform: 'neutral',
  // For the file store. The prefix stays: Deno and workers know Node's modules by no other name.
  external: [/^node:/],
  removeNodeProtocol: false,
  // So that pages load no schemas.
  esbuildPlugins: [evaluatedModules(/[\\/]client[\\/]operations\.ts$/)],
  tsconfig: 'tsconfig.node.json',
  dts: true,
  // For CommonJS as well: entry points share one QiyemaError, or `instanceof` fails between them.
  splitting: true,
  sourcemap: true,
  treeshake: true,
  clean: true,
})
