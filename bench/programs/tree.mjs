/**
 * A program of any number of modules: a tree in which each imports up to ten others, and one that a hundred import.
 *
 *     main ── m0 ── m1 … m10 ── m11 … m110 ── …        m0 … m99 ── shared
 *
 * `total()` of m0 asks every module for its number, so that every edit of a number is seen there.
 */
export function tree(modules, { language = 'ts', main = polling }) {
  if (modules === 1) return single(language)
  const count = Math.max(1, modules - 2)
  const files = { 'package.json': '{ "type": "module" }\n' }
  for (let index = 0; index < count; index++) files[fileOf(index, language)] = moduleText(index, count, language)
  if (modules > 2) files[`shared.${language}`] = shared(1, language)
  files[`main.${language}`] = main(language)
  const importers = modules > 2 ? Math.min(100, count) : 0
  return {
    files,
    /** What `total()` says: all numbers are 1 at first. */
    total: count + importers,
    leaf: { name: fileOf(count - 1, language), weight: 1 },
    shared: { name: `shared.${language}`, weight: importers },
    /** Ten of the outermost modules. */
    ten: Array.from({ length: Math.min(10, count) }, (_, index) => ({ name: fileOf(count - 1 - index, language), weight: 1 })),
  }
}

/** One module, which looks at its own value: it is the leaf, and nothing imports it. */
function single(language) {
  const main = watcher(language, { head: 'function total(): number {\n  return 1 // the number\n}', read: 'total()' })
  return {
    files: { 'package.json': '{ "type": "module" }\n', [`main.${language}`]: main },
    total: 1, leaf: { name: `main.${language}`, weight: 1 }, shared: undefined, ten: [],
  }
}

const fileOf = (index, language) => `m${index}.${language}`

/** The text of a module with another number. */
export const withNumber = (text, number) => text.replace(/return \d+ \/\/ the number/, `return ${number} // the number`)

const shared = (number, language) => plain(language, `let asked: number = 0
export function unit(): number {
  asked++
  return ${number} // the number
}
export const timesAsked = (): number => asked
`)

function moduleText(index, count, language) {
  const children = Array.from({ length: 10 }, (_, child) => index * 10 + 1 + child).filter(child => child < count)
  const imports = children.map(child => `import { total as total${child} } from './${fileOf(child, language)}'\n`).join('')
  const unit = index < 100 && count > 1 ? `import { unit } from './shared.${language}'\n` : ''
  const births = index === count - 1 ? 'globalThis.leafBirths = (globalThis.leafBirths ?? 0) + 1\n' : ''
  const sum = ['own()', ...(unit ? ['unit()'] : []), ...children.map(child => `total${child}()`)].join(' + ')
  return plain(language, `${unit}${imports}
interface Item${index} { name: string, weight: number }
type Measure${index} = (item: Item${index}) => number
${births}
let visits: number = 0
const items: Item${index}[] = [{ name: 'apple ${index}', weight: ${index % 7 + 1} }, { name: 'pear ${index}', weight: ${index % 5 + 1} }]

export class Basket${index} {
  #items: Item${index}[] = [...items]
  add(item: Item${index}): this {
    this.#items.push(item)
    return this
  }
  weigh(measure: Measure${index} = item => item.weight): number {
    return this.#items.reduce((sum, item) => sum + measure(item), 0)
  }
  get names(): string[] { return this.#items.map(item => item.name.toUpperCase()) }
}

export const describe = (basket: Basket${index}): string => \`\${basket.names.join(', ')}: \${basket.weigh()} after \${visits} visits\`

export function heavy(limit: number = 3): Item${index}[] {
  return items.filter(item => item.weight > limit).toSorted((a, b) => b.weight - a.weight)
}

export function own(): number {
  return 1 // the number
}

export function total(): number {
  visits++
  return ${sum}
}
`)
}

/** The program looks at its own value again and again, and tells when it is another one. */
export const polling = language => watcher(language, { head: `import { total } from './m0.${language}'`, read: 'total()' })

export function watcher(language, { head, read, async = false }) {
  return plain(language, `${head}

globalThis.mainBirths = (globalThis.mainBirths ?? 0) + 1
const generation: number = globalThis.mainBirths
let last: number = -1

${async ? 'async ' : ''}function look()${async ? '' : ': void'} {
  const now: number = ${read}
  if (now !== last) {
    last = now
    console.log(\`@ \${now} \${process.pid} \${globalThis.mainBirths} \${globalThis.leafBirths}\`)
  }
  if (generation === globalThis.mainBirths) setImmediate(look)
}
look()
`)
}

/** Tells that it has begun, and ends. */
export const ending = language => plain(language, `import { total } from './m0.${language}'
console.log(\`@ \${total()}\`)
process.exit()
`)

/** Sleeps, with a server that nobody calls, and tells its value whenever a save has been applied. */
export const sleeping = language => plain(language, `import { createServer } from 'node:net'
import { total } from './m0.${language}'
const show = () => console.log(\`@ \${total()}\`)
import.meta.hot.on('livecoding:update', show)
createServer().listen(0, '127.0.0.1', show)
`)

/** Types for TypeScript, none for JavaScript: all annotations here are of a few plain kinds. */
function plain(language, text) {
  if (language === 'ts') return text
  return text
    .replace(/^(?:interface|type) .*\n/gm, '')
    .replace(/: (?:number|string|this|void|(?:Item|Basket|Measure)\d+)(?:\[\])?(?=[ ,)\n=])/g, '')
}
