// For tests that start a process of their own: lets Node load TypeScript that names its imports as they are built, `.js`.
import { registerHooks } from 'node:module'

registerHooks({
  resolve(specifier, context, next) {
    const isOurs = specifier.startsWith('.') && context.parentURL?.endsWith('.ts')
    return next(isOurs ? specifier.replace(/\.js$/, '.ts') : specifier, context)
  },
})
