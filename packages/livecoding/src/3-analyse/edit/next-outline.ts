import { DEFAULT } from '../items/exported.ts'
import { isLater } from './later-chunk.ts'
import { asksForRerun, computes, isTypeOnly, reexports, saysTypes } from '../outline.ts'
import { languageOf } from '../parse.ts'
import type { Reused } from './reuse.ts'
import { says, saysOne } from '../says.ts'
import type { Binding, Chunk, Model, Placed } from '../shapes.ts'

/** Statements that an edit took away, those in their place, and all that the text has now. */
interface Step { was: readonly Chunk[], now: readonly Chunk[], all: readonly Chunk[] }

/**
 * The model of a text in which some statements are others. Its outline is the earlier one but for what these declare, import and
 * export; of all others only those are looked at that say a name which came or went. Undefined: the whole file has to tell.
 */
export function withNextOutline(earlier: Model, text: string, { placed, ...reused }: Reused): Model | undefined {
  const step: Step = { was: chunksIn(reused.was), now: chunksIn(reused.now), all: chunksIn(placed) }
  if (step.all.some(saysTypes) || step.was.some(hasHelpers) || step.now.some(hasHelpers)) return undefined
  const model: Model = { path: earlier.path, text, format: earlier.format, placed, ...copied(earlier), passesOn: false, rerun: asksForRerun(text) }
  const kept = new Set(step.now)
  const others = (name: string): Chunk[] => step.all.filter(chunk => !kept.has(chunk) && says(chunk.source, name))
  if (!declare(model, step, others) || !importInto(model, step) || !exportFrom(model, step, others)) return undefined
  if (step.was.some(asksForModules) || step.now.some(asksForModules)) {
    model.requests = step.all.flatMap(chunk => chunk.requests)
    model.stars = step.all.flatMap(chunk => chunk.stars)
  }
  model.passesOn = passesOn(earlier, model, step)
  return model
}

const chunksIn = (placed: readonly Placed[]): Chunk[] => placed.map(({ chunk }) => chunk)

const hasHelpers = ({ helpers }: Chunk): boolean => helpers.length > 0

const asksForModules = ({ requests, stars }: Chunk): boolean => requests.length + stars.length > 0

const copied = ({ bindings, imports, exports, requests, stars }: Model): Pick<Model, 'bindings' | 'imports' | 'exports' | 'requests' | 'stars'> =>
  ({ bindings: new Map(bindings), imports: new Map(imports), exports: new Map(exports), requests, stars })

/** False: a name is declared twice, in a script perhaps rightly. */
function declare({ bindings }: Model, { was, now }: Step, others: (name: string) => Chunk[]): boolean {
  const gone = declaredIn(was)
  for (const [name] of gone) {
    if (others(name).some(chunk => declaredIn([chunk]).some(([each]) => each === name))) return false
    bindings.delete(name)
  }
  return declaredIn(now).every(([name, binding]) => !bindings.has(name) && bindings.set(name, binding))
}

const declaredIn = (chunks: readonly Chunk[]): [name: string, binding: Binding][] =>
  chunks.flatMap(({ items }) => items.flatMap(({ kind, declares, names }) => names.map((name): [string, Binding] => [name, { declares: kind === 'statement' ? 'var' : declares }])))

/** In TypeScript an import that no code uses is one of a type. False: a name is imported and declared, or imported twice. */
function importInto({ path, bindings, imports }: Model, { was, now, all }: Step): boolean {
  const [before, after] = [was, now].map(chunks => chunks.flatMap(chunk => chunk.imports)) as [Chunk['imports'], Chunk['imports']]
  for (const { local } of before) imports.delete(local)
  for (const each of after) {
    if (imports.has(each.local)) return false
    imports.set(each.local, each)
  }
  if (languageOf(path).startsWith('ts')) {
    const importing = all.filter(({ source }) => source.startsWith('import'))
    for (const name of [...freeIn(was).symmetricDifference(freeIn(now)), ...after.map(({ local }) => local)]) {
      const [each, another] = importing.filter(({ source }) => says(source, name)).flatMap(chunk => chunk.imports).filter(({ local }) => local === name)
      if (!each) continue
      if (another || bindings.has(name)) return false
      if (all.some(chunk => says(chunk.source, name) && chunk.free.has(name))) imports.set(name, each)
      else imports.delete(name)
    }
  }
  return [...after.map(({ local }) => local), ...declaredIn(now).map(([name]) => name)].every(name => !(bindings.has(name) && imports.has(name)))
}

const freeIn = (chunks: readonly Chunk[]): Set<string> => new Set(chunks.flatMap(({ free }) => [...free]))

/** False: what another statement exports may be a type now, or no type any more; or a name is exported twice. */
function exportFrom(model: Model, { was, now }: Step, others: (name: string) => Chunk[]): boolean {
  const exportedIn = (name: string): Chunk['exports'] => others(name).flatMap(chunk => chunk.exports)
  const changed = [namesIn, typesIn].flatMap(namesOf => [...namesOf(was).symmetricDifference(namesOf(now))])
  if (changed.some(name => exportedIn(name).some(({ local }) => local === name))) return false
  for (const { name } of was.flatMap(({ exports }) => exports)) {
    if (exportedIn(name).some(each => each.name === name)) return false
    model.exports.delete(name)
  }
  return now.flatMap(({ exports }) => exports).every(each => {
    if (model.exports.has(each.name)) return false
    if (each.local === undefined || each.local === DEFAULT || model.bindings.has(each.local) || model.imports.has(each.local)) return model.exports.set(each.name, each)
    return isTypeOnly(model, each.local)
  })
}

const namesIn = (chunks: readonly Chunk[]): Set<string> => new Set([...declaredIn(chunks).map(([name]) => name), ...chunks.flatMap(({ imports }) => imports.map(({ local }) => local))])

const typesIn = (chunks: readonly Chunk[]): Set<string> =>
  new Set(chunks.flatMap(({ source }) => [...source.matchAll(/\b(?:interface|type|namespace|class)\s+([\w$]+)/g)].map(([, name]) => name!)))

function passesOn(earlier: Model, model: Model, { now, all }: Step): boolean {
  const { imports } = model
  const passes = (chunks: readonly Chunk[], through: Model['imports']): boolean => chunks.some(chunk =>
    (!isLater(chunk) || saysOne(chunk.source, ['require', ...through.keys()])) && chunk.items.some(item => computes(item, through)))
  if (reexports(model)) return true
  // What did so may have been one of these statements, or an export.
  const isOpen = earlier.passesOn || [...imports.keys()].some(name => !earlier.imports.has(name))
  return passes(now, imports) || (isOpen && passes(all, imports))
}
