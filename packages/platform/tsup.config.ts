// Builds every entry point as ES modules with types.
import { defineConfig } from 'tsup'

export default defineConfig({
  entry: ['src/entries/*.ts'],
  format: ['esm'],
  target: 'es2022',
  platform: 'neutral',
  external: [/^node:/],
  removeNodeProtocol: false,
  dts: true,
  splitting: true,
  sourcemap: true,
  clean: true,
})
