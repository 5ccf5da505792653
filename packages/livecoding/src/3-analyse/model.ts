import { chunksOf } from './chunks.ts'
import { DEFAULT } from './items.ts'
import { languageOf, type SyntaxProblem } from './parse.ts'
import type { Binding, Format, Item, Model, Placed, Ref, Site } from './shapes.ts'

export type Analysis = { model: Model } | { errors: SyntaxProblem[] }

/**
 * The model of a text. With the model of an earlier text of the file only the statements around the difference are
 * parsed again, and all others are the same values as before.
 */
export function analyse(path: string, text: string, format: Format, earlier?: Model): Analysis {
  const placed = earlier && reuse(path, text, format, earlier)
  if (placed) {
    const { model, doubtful } = modelOf(path, text, format, placed)
    if (!doubtful) return { model }
  }
  const whole = chunksOf(path, text, format)
  if (whole.errors.length > 0) return { errors: whole.errors }
  const { model, doubtful } = modelOf(path, text, format, whole.placed)
  const errors = doubtful ? badExports(model) : []
  return errors.length > 0 ? { errors } : { model }
}

/** The parser leaves these to TypeScript's checker, and then Node would not load the file. */
function badExports({ placed, exports, bindings, imports, path, text }: Model): SyntaxProblem[] {
  return placed.flatMap(({ chunk, start }) => chunk.exports.flatMap(each => {
    const at = start + each.at - chunk.base
    const last = exports.get(each.name)!
    if (last !== each && (last.local !== each.local || last.from !== each.from || each.local === DEFAULT)) return { message: `Duplicate export of '${each.name}'`, at }
    const { local } = each
    const declared = local === undefined || local === DEFAULT || bindings.has(local) || imports.has(local) || isTypeOnly({ bindings, imports, path, text }, local)
    return declared ? [] : { message: `Export '${local}' is not defined in module`, at }
  }))
}

/** Doubtful where two statements declare one name, or one exports what none declares: only the whole file's parse can tell. */
function modelOf(path: string, text: string, format: Format, placed: Placed[]): { model: Model, doubtful: boolean } {
  const model: Model = {
    path, text, format, placed, bindings: new Map(), imports: new Map(), requests: [], exports: new Map(), stars: [], passesOn: false,
    rerun: /^(?:#![^\n]*\n)?(?:\s|\/\*(?:[^*]|\*(?!\/))*\*\/|\/\/(?![ \t]*livecoding:[ \t]*rerun)[^\n]*\n)*\/\/[ \t]*livecoding:[ \t]*rerun\b/.test(text),
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
  for (const each of model.exports.values()) if (each.local !== undefined && each.local !== DEFAULT && !model.bindings.has(each.local) && !model.imports.has(each.local)) twice ||= !isTypeOnly(model, each.local)
  if (languageOf(path).startsWith('ts')) leaveOutTypes(model)
  model.passesOn = passesOn(model)
  return { model, doubtful: twice }
}

/** TypeScript's users import and export types without saying so: names that no code uses are left out. */
function leaveOutTypes(model: Model): void {
  const used = new Set<string>()
  for (const { chunk } of model.placed) for (const name of chunk.free) used.add(name)
  const saysTypes = model.placed.some(({ chunk }) => chunk.lowered && chunk.code.includes('$lcD.type('))
  for (const [name, each] of model.imports) {
    if (!used.has(name)) model.imports.delete(name)
    else if (saysTypes && each.imported !== '*' && onlySaysTypes(model, name)) model.imports.set(name, { ...each, type: true })
  }
  for (const [name, each] of model.exports) if (each.local !== undefined && isTypeOnly(model, each.local)) model.exports.delete(name)
}

const passesOn = ({ stars, exports, imports, placed }: Model): boolean =>
  stars.length > 0 || [...exports.values()].some(each => each.from !== undefined || imports.has(each.local ?? '')) ||
  placed.some(({ chunk }) => chunk.items.some(item => item.requires !== undefined || (item.kind !== 'statement' && item.kind !== 'function' && [...item.kind === 'class' ? item.free : item.reads].some(name => imports.has(name)))))

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

const isTypeOnly = (model: Pick<Model, 'path' | 'text' | 'bindings' | 'imports'>, name: string): boolean =>
  languageOf(model.path).startsWith('ts') && !model.bindings.has(name) && !model.imports.has(name) &&
  new RegExp(`\\b(?:interface|type|namespace|class)\\s+${name.replaceAll('$', '\\$')}\\b`).test(model.text)

/**
 * The placed chunks of `text`, if the difference lies within some statements: these and one neighbour on each side are
 * parsed, where there is one; the neighbours must come out as they were, else a bracket, a comment or a missing semicolon
 * reaches further.
 */
function reuse(path: string, text: string, format: Format, earlier: Model): Placed[] | undefined {
  const old = earlier.text
  // What a comment at the top says of JSX is said to all statements.
  if (text.includes('@jsx') || old.includes('@jsx')) return undefined
  const limit = Math.min(old.length, text.length)
  let head = 0
  while (head < limit && old.charCodeAt(head) === text.charCodeAt(head)) head++
  let tail = 0
  while (tail < limit - head && old.charCodeAt(old.length - 1 - tail) === text.charCodeAt(text.length - 1 - tail)) tail++
  const { placed } = earlier
  const end = (each: Placed): number => each.start + each.chunk.source.length
  const touched = placed.findIndex(each => end(each) >= head)
  const first = (touched < 0 ? placed.length : touched) - 1
  let last = placed.length - 1
  while (last >= 0 && placed[last]!.start > old.length - tail) last--
  last += 1
  const [above, below] = [placed[first], placed[last]]
  // Where the first statement of a script is another, it may say `'use strict'` for all of them.
  if (last <= first || (!above && (!below || format === 'commonjs'))) return undefined
  const by = text.length - old.length
  const from = above?.start ?? 0
  const to = below ? end(below) + by : text.length
  const slice = chunksOf(path, text.slice(from, to), format)
  const [before, after] = [above && slice.placed[0], below && slice.placed.at(-1)]
  if (slice.errors.length > 0 || slice.placed.length === 0 || (before && before === after)) return undefined
  if (before?.chunk.source !== above?.chunk.source || after?.chunk.source !== below?.chunk.source || (after && after.start + from !== below!.start + by)) return undefined
  // What decorators are told of types may be an alias that stands elsewhere in the file.
  if (slice.placed.some(({ chunk }) => chunk.lowered && chunk.code.includes('$lcD.meta(')) && /^\s*(?:export\s+)?type\s/m.test(text)) return undefined
  const between = slice.placed.slice(above ? 1 : 0, below ? -1 : undefined)
  const kept = placed.slice(0, first + 1)
  if (isDeclaredTwice([...between, ...placed.slice(first + 1, last)], [...kept, ...placed.slice(last)])) return undefined
  const [line, start] = above ? [above.line - 1, above.column] : [0, 0]
  const column = (each: Placed): number => each.line === 1 ? each.column + start : each.column
  const middle = between.map(each => ({ ...each, column: column(each), start: each.start + from, line: each.line + line }))
  if (!after || !below) return [...kept, ...middle]
  const [lines, columns] = [after.line + line - below.line, column(after) - below.column]
  const rest = placed.slice(last).map(each => ({ ...each, start: each.start + by, line: each.line + lines, column: each.line === below.line ? each.column + columns : each.column }))
  rest[0]!.keep = after.keep
  return [...kept, ...middle, ...rest]
}

const isBlock = ({ kind }: Item): boolean => kind === 'enum' || kind === 'namespace'

/** A namespace or an enum that another statement declares too is said in another way. */
function isDeclaredTwice(changed: readonly Placed[], kept: readonly Placed[]): boolean {
  const items = changed.flatMap(({ chunk }) => chunk.items)
  const [titles, blocks] = [items, items.filter(isBlock)].map(each => new Set(each.map(({ title }) => title))) as [Set<string>, Set<string>]
  return kept.some(({ chunk }) => chunk.items.some(item => (isBlock(item) ? titles : blocks).has(item.title)))
}
