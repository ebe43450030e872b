#!/usr/bin/env node
// Starts the command; in a clone that was not built yet, says so.
import { existsSync } from 'node:fs'

const main = new URL('../dist/main.js', import.meta.url)
if (existsSync(main)) {
  await import(main.href)
} else {
  console.error('The qiyema command is not built yet: run npm run build.')
  process.exitCode = 1
}
