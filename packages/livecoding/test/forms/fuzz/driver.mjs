// Runs the programs of a folder one after the other and prints what each said, a line each.
import { readdirSync } from 'node:fs'
import { createRequire } from 'node:module'

const folder = new URL('.', import.meta.url)
const require = createRequire(import.meta.url)
let log = []
let fuel = 0
const show = (value, depth = 0) => {
  if (typeof value === 'function') return `fn ${value.name} ${value.length} ${Object.getOwnPropertyNames(value).sort()}`
  if (typeof value === 'symbol' || typeof value === 'bigint') return String(value)
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'undefined'
  if (value instanceof Error) return `${value.name}: ${value.message}`
  if (value === globalThis) return 'global'
  if (depth > 2) return '…'
  // Where Node 22 follows promises for AsyncLocalStorage, it notes their numbers on them.
  if (value instanceof Promise) return 'a promise'
  const name = (() => { try { return Object.getPrototypeOf(value)?.constructor?.name } catch { return '?' } })()
  return `${String(name)} {${Reflect.ownKeys(value).slice(0, 20).map(key => { const d = Object.getOwnPropertyDescriptor(value, key); return `${String(key)}: ${'value' in d ? show(d.value, depth + 1) : `${typeof d.get} ${typeof d.set}`}` })}}`
}
let count = 0
globalThis.managed = type => { if (type !== 'undefined') count++ }
globalThis.t = value => {
  if (fuel++ > 300) throw new Error('out of fuel')
  log.push(show(value))
  return value
}
const unhandled = error => { log.push(`unhandled ${show(error)}`) }
process.on('unhandledRejection', unhandled)
for (const file of readdirSync(folder).filter(name => name.startsWith('p')).sort()) {
  log = []
  fuel = 0
  let timer
  try {
    if (file.endsWith('.cjs')) require(`./${file}`)
    else await Promise.race([import(`./${file}`), new Promise((_, reject) => { timer = setTimeout(reject, 2000, new Error('never ended')) })])
  } catch (error) {
    log.push(`error ${show(error)}`)
  }
  clearTimeout(timer)
  await new Promise(resolve => setTimeout(resolve, 0))
  // V8's messages call a class without a name by the name that its guard needs, and show a guard as one more value.
  console.log(`${file} ${JSON.stringify(log).replace(/anonymous class|class anonymous|class [\w$]+|\$lcC/g, 'a class').replace(/(?:\(intermediate value\))+/g, 'a value')}`)
}
console.error(`${count} managed`)
