/**
 * A program as a graph: modules that declare, import and export names. Its code reads what it imports only when it is
 * asked, so every graph that can be linked can be run, in cycles too.
 */
export type Graph = Module[]

export interface Module {
  name: string
  declares: Declared[]
  imports: Imported[]
  /** `export *`: names of modules. */
  stars: string[]
  /** `import()` in its function: names of modules. */
  dynamic: string[]
  /** The program asks it directly. */
  asked: boolean
}

/** A name of the module; `as`: what it is exported as, if it is. */
export interface Declared { name: string, kind: 'function' | 'const' | 'let' | 'class', version: number, as: string | undefined }

/** `import { name as local }`, `* as local`, with `as` exported again, or `export { name as as } from` where there is no local name. */
export interface Imported { from: string, name: string, local: string | undefined, as: string | undefined }

/** A step of a person, made of small numbers so that it means something in every graph. */
export interface Edit { do: 'add' | 'remove' | 'edit' | 'import' | 'drop' | 'star' | 'dynamic' | 'file' | 'delete' | 'rename' | 'move' | 'ask' | 'export', where: number, what: number, other: number }

export const edits: Edit['do'][] = ['add', 'remove', 'edit', 'import', 'drop', 'star', 'dynamic', 'file', 'delete', 'rename', 'move', 'ask', 'export']

const files = ['a', 'b', 'c', 'd', 'e']
const names = ['red', 'green', 'blue', 'default']
const kinds: Declared['kind'][] = ['function', 'const', 'let', 'class']

const pick = <T>(list: readonly T[], number: number): T | undefined => list[number % Math.max(1, list.length)]

/** The graph after an edit; equal to the one before where the edit means nothing in it. */
export function edited(graph: Graph, { do: what, where, what: which, other }: Edit, fresh: () => number): Graph {
  const next = structuredClone(graph)
  const module = pick(next, where)
  const target = pick(files, other)!
  if (what === 'file') {
    if (!next.some(({ name }) => name === target)) next.push({ name: target, declares: [], imports: [], stars: [], dynamic: [], asked: which % 2 === 0 })
    return next
  }
  if (!module) return next
  switch (what) {
    case 'add': {
      const name = pick(names, which)!
      const local = name === 'default' ? 'fallback' : name
      if (!isTaken(module, local) && !isExported(module, name)) module.declares.push({ name: local, kind: pick(kinds, other)!, version: fresh(), as: which % 3 === 0 && name !== 'default' ? undefined : name })
      break
    }
    case 'remove': module.declares.splice(which % Math.max(1, module.declares.length), 1); break
    case 'edit': Object.assign(pick(module.declares, which) ?? {}, { version: fresh() }); break
    case 'export': {
      const declared = pick(module.declares, which)
      const as = pick(names, other)!
      if (declared) declared.as = declared.as === undefined && !isExported(module, as) ? as : undefined
      break
    }
    case 'import': module.imports.push(...imported(module, target, which)); break
    case 'drop': module.imports.splice(which % Math.max(1, module.imports.length), 1); break
    case 'star': module.stars = module.stars.includes(target) ? module.stars.filter(each => each !== target) : [...module.stars, target]; break
    case 'dynamic': module.dynamic = module.dynamic.includes(target) ? module.dynamic.filter(each => each !== target) : [...module.dynamic, target]; break
    case 'delete': {
      next.splice(next.indexOf(module), 1)
      // A careful person takes the imports out as well.
      if (which % 3 > 0) for (const each of next) forget(each, module.name)
      break
    }
    case 'rename': {
      if (next.some(({ name }) => name === target)) break
      for (const each of next) lead(each, module.name, target)
      module.name = target
      break
    }
    case 'move': {
      const to = pick(next, other)!
      const [declared] = module.declares.splice(which % Math.max(1, module.declares.length), 1)
      if (declared && !isTaken(to, declared.name) && !(declared.as !== undefined && isExported(to, declared.as))) to.declares.push(declared)
      break
    }
    case 'ask': module.asked = !module.asked; break
    default: what satisfies never
  }
  return next
}

const isTaken = (module: Module, local: string): boolean => [...module.declares.map(({ name }) => name), ...module.imports.map(each => each.local)].includes(local)
const isExported = (module: Module, name: string): boolean => [...module.declares, ...module.imports].some(({ as }) => as === name)

function imported(module: Module, from: string, which: number): Imported[] {
  const name = pick([...names, '*'], which)!
  const local = `${from}_${name === '*' ? 'all' : name}`
  const as = name === '*' ? `${from}s` : name
  const isAgain = which % 4 === 3 && !isExported(module, as)
  if (which % 7 === 6) return isAgain ? [{ from, name, local: undefined, as }] : []
  return isTaken(module, local) ? [] : [{ from, name, local, as: isAgain ? as : undefined }]
}

function forget(module: Module, name: string): void {
  module.imports = module.imports.filter(({ from }) => from !== name)
  module.stars = module.stars.filter(each => each !== name)
  module.dynamic = module.dynamic.filter(each => each !== name)
}

function lead(module: Module, from: string, to: string): void {
  const renamed = (name: string): string => name === from ? to : name
  for (const each of module.imports) each.from = renamed(each.from)
  module.stars = module.stars.map(renamed)
  module.dynamic = module.dynamic.map(renamed)
}
