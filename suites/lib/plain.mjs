// What stands in for livecoding in the other run: types are taken out, names are resolved, and nothing else is done.
import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { fileURLToPath } from 'node:url'
import { transformSync } from 'oxc-transform'

const endings = ['.ts', '.js', '.mjs', '/index.ts', '/index.js']

registerHooks({
  resolve(specifier, context, next) {
    const others = specifier.startsWith('.') ? [specifier.replace(/\.js$/, '.ts'), ...endings.map(ending => specifier + ending)] : []
    for (const each of [specifier, ...others]) {
      try { return next(each, context) } catch (error) {
        if (each === others.at(-1) || others.length === 0) throw error
      }
    }
  },
  load(url, context, next) {
    const plain = url.replace(/[?#].*$/, '')
    if (!plain.startsWith('file:') || !plain.endsWith('.ts') || plain.includes('/node_modules/')) return next(url, context)
    const path = fileURLToPath(plain)
    return { format: 'module', source: transformSync(path, readFileSync(path, 'utf8')).code, shortCircuit: true }
  },
})
