import { atOnce } from './items/at-once.ts'
import { DEFAULT } from './items/exported.ts'
import { languageOf } from './parse.ts'
import type { Ref } from './reference-shapes.ts'
import type { Binding, Chunk, Format, Item, Model, Placed } from './shapes.ts'
import type { Site } from './site-shapes.ts'
import { literally, wordOf } from './word.ts'

/** Doubtful where two statements declare one name, or one exports what none declares: only the whole file's parse can tell. */
export function modelOf(path: string, text: string, format: Format, placed: Placed[]): { model: Model, doubtful: boolean } {
  const model: Model = {
    path, text, format, placed, bindings: new Map(), imports: new Map(), requests: [], exports: new Map(), stars: [], passesOn: false, rerun: asksForRerun(text),
  }
  let twice = false
  // Scripts may declare functions twice, too.
  const mayRepeat = new Set<Binding['declares']>(format === 'commonjs' ? ['var', 'function'] : ['var'])
  const declare = (name: string, binding: Binding): void => {
    const before = model.bindings.get(name)
    if (before && !(mayRepeat.has(before.declares) && mayRepeat.has(binding.declares))) twice = true
    model.bindings.set(name, binding)
  }
  for (const { chunk } of placed) {
    for (const item of chunk.items) for (const name of item.names) declare(name, { declares: item.kind === 'statement' ? 'var' : item.declares })
    for (const each of chunk.imports) {
      const known = model.imports.get(each.local)
      if (known && (known.specifier !== each.specifier || chunk.helpers.length === 0)) twice = true
      model.imports.set(each.local, each)
    }
    model.requests.push(...chunk.requests)
    for (const each of chunk.exports) {
      if (model.exports.has(each.name)) twice = true
      model.exports.set(each.name, each)
    }
    model.stars.push(...chunk.stars)
  }
  for (const name of model.imports.keys()) if (model.bindings.has(name)) twice = true
  for (const { local } of model.exports.values()) {
    if (local !== undefined && local !== DEFAULT && !model.bindings.has(local) && !model.imports.has(local)) twice ||= !isTypeOnly(model, local)
  }
  if (languageOf(path).startsWith('ts')) leaveOutTypes(model)
  model.passesOn = passesOn(model)
  return { model, doubtful: twice }
}

export const asksForRerun = (text: string): boolean =>
  /^(?:#!.*)?(?:\s|\/\*(?:[^*]|\*(?!\/))*\*\/|\/\/(?![ \t]*livecoding:[ \t]*rerun).*[\n\r\u2028\u2029])*\/\/[ \t]*livecoding:[ \t]*rerun\b/.test(text)

/** Decorators are told the types of what they decorate. */
export const saysTypes = ({ lowered, code }: Chunk): boolean => lowered && code.includes('$lcD.type(')

/** TypeScript's users import and export types without saying so: names that no code uses are left out. */
function leaveOutTypes(model: Model): void {
  const used = new Set<string>()
  for (const { chunk } of model.placed) for (const name of chunk.free) used.add(name)
  const isTold = model.placed.some(({ chunk }) => saysTypes(chunk))
  for (const [name, each] of model.imports) {
    if (!used.has(name)) model.imports.delete(name)
    else if (isTold && each.imported !== '*' && onlySaysTypes(model, name)) model.imports.set(name, { ...each, type: true })
  }
  for (const [name, each] of model.exports) if (each.local !== undefined && isTypeOnly(model, each.local)) model.exports.delete(name)
}

/** It exports what comes from another module. */
export const reexports = ({ stars, exports, imports }: Pick<Model, 'stars' | 'exports' | 'imports'>): boolean =>
  stars.length > 0 || [...exports.values()].some(each => each.from !== undefined || imports.has(each.local ?? ''))

const passesOn = (model: Model): boolean =>
  reexports(model) || model.placed.some(({ chunk }) => chunk.items.some(item => computes(item, model.imports)))

/** What the item is at the top level may be computed from an import. */
export const computes = (item: Item, imports: Model['imports']): boolean =>
  item.requires !== undefined || item.required !== undefined || (imports.size > 0 && (
    (item.kind !== 'statement' && item.kind !== 'function' && namesRead(item).some(name => imports.has(name))) ||
    (item.sites[0]?.chunk.source.includes('class') === true && classesIn(item.sites).some(site => readsAtOnce(site).some(({ name, local }) => !local && imports.has(name))))))

/** Those that calls make are among them. */
const classesIn = (sites: readonly Site[]): Site[] => sites.flatMap(site => site.kind === 'class' ? [site, ...classesIn(site.children)] : classesIn(site.children))

/** Of a class its keys, heritage and static parts. */
const readsAtOnce = ({ refs, shape }: Site): Ref[] => [...refs, ...shape!.members.flatMap(member => member.static && member.kind !== 'method' ? member.site?.refs ?? [] : [])]

const namesRead = ({ kind, free, reads, sites }: Item): string[] =>
  kind === 'class' ? [...free] : [...reads, ...atOnce(sites).flatMap(site => site.kind === 'class' ? site.free : site.refs.map(({ name }) => name))]

/** No code of the model uses the name but what says the types of decorated members. */
function onlySaysTypes({ placed }: Model, name: string): boolean {
  let found = false
  const search = (refs: readonly Ref[], sites: readonly Site[]): boolean =>
    refs.every(ref => {
      if (ref.name !== name || ref.local) return true
      found = true
      return ref.type === true
    }) && sites.every(site => search(site.refs, site.children))
  const all = placed.every(({ chunk }) => !chunk.free.has(name) || chunk.items.every(item => search(item.refs, item.sites)))
  return found && all && placed.every(({ chunk }) => !chunk.exports.some(each => each.local === name))
}

/** A TypeScript module that exports no value of that name exports a type: it declares one, or has it in a list. */
export function exportsType({ path, text }: Pick<Model, 'path' | 'text'>, name: string): boolean {
  if (!languageOf(path).startsWith('ts')) return false
  const said = literally(name)
  const declared = name === 'default' ? 'default\\s+interface\\b' : `(?:declare\\s+)?(?:interface|type|namespace|import|(?:abstract\\s+)?class)\\s+${said}(?![\\w$])`
  return new RegExp(`^[ \\t]*export\\b\\s*(?:${declared}|(?:type\\s*)?\\{[^}]*(?<![\\w$])${said}\\s*[,}])`, 'm').test(text)
}

export const isTypeOnly = (model: Pick<Model, 'path' | 'text' | 'bindings' | 'imports'>, name: string): boolean =>
  languageOf(model.path).startsWith('ts') && !model.bindings.has(name) && !model.imports.has(name) &&
  new RegExp(`\\b(?:interface|type|namespace|class)\\s+${wordOf(name)}|\\bimport\\s+${wordOf(name)}\\s*=|\\bimport\\s+type\\b[^'"]*?${wordOf(name)}[^'"]*\\bfrom\\b`).test(model.text)
