// Builds every entry point as ES modules with types; build/seeded.ts adds the database.
import { defineConfig } from 'tsup'

export default defineConfig({
  entry: ['src/entries/*.ts'],
  format: ['esm'],
  target: 'es2022',
  platform: 'neutral',
  external: ['#seeded'],
  dts: true,
  splitting: true,
  sourcemap: true,
  treeshake: true,
  clean: true,
})
