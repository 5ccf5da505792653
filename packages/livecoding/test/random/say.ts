import { promising } from './closures.ts'
import { access, itemsOf, meant, fileOf, isConstant, isMade, isInSpace, isNameless, spaceOf, specifierOf, throughOf, type ClassItem, type Expression, type Item, type Module, type Program } from './program.ts'

/** What a module imports: from a file, names outside and what they are called inside. */
export type Imports = Map<string, Map<string, string>>

export interface Where { program: Program, module: Module, item: Item, imports: Imports, own: readonly string[], lazy?: boolean }

export function sayExpression(where: Where, expression: Expression): string {
  const say = (inner: Expression): string => sayExpression(where, inner)
  switch (expression.say) {
    case 'number': return String(expression.value)
    case 'x': return where.item.kind === 'variable' ? '2' : where.item.kind === 'loop' ? 'n' : 'x'
    case 'own': return where.own.length > 0 ? where.own[expression.pick % where.own.length]! : String(expression.pick)
    case 'sum': return `(${say(expression.left)} + ${say(expression.right)})‹!›`
    case 'each': return where.item.kind === 'variable' ? say(expression.inner) : `[1, 2].map(v => v + ${say(expression.inner)}).length`
    case 'of': return sayItem(where, expression, say)
    case 'data': return sayData(where, expression.pick)
  }
}

/** What the JSON file has, in code that is called. */
function sayData({ program, item, imports, lazy }: Where, pick: number): string {
  const entry = program.data[pick % program.data.length]
  if (!entry || lazy || item.kind === 'variable') return String(pick)
  imports.set('./data.json', new Map([['default', 'data']]))
  const within = entry.inner && entry.inner[0]?.key
  return entry.inner && within === undefined ? `Object.keys(data.${entry.key}).length` : `data.${entry.key}${within === undefined ? '' : `.${within}`}`
}

/** A use of another item; a variable reads constants alone, so that a fresh start gives it the same value. */
function sayItem(where: Where, { id, pick, argument }: Expression & { say: 'of' }, say: (inner: Expression) => string): string {
  const { program, item } = where
  const other = meant(program, item.id, id, item.kind === 'variable')
  const given = argument ? say(argument) : '1'
  if (!other || isNameless(other)) return String(pick)
  if (item.kind === 'variable' && !(other.kind === 'enum' || other.kind === 'namespace' || other.kind === 'variable' && isConstant(other))) return String(pick)
  const name = (): string => sayName(where, other)
  switch (other.kind) {
    case 'function': return other.flavour === 'plain' ? `${name()}(${given})` : `[${name()}(${given})].length`
    case 'factory': return promising.includes(other.form) ? `[${name()}(${given}).act(${pick % 5})].length` : `${name()}(${given}).act(${pick % 5})`
    case 'loop': return `[${name()}].length`
    case 'enum': return other.entries.length > 0 ? `${name()}.${other.entries[pick % other.entries.length]!.key}` : String(pick)
    case 'namespace': return item.kind === 'variable' || pick > 3 ? other.entries.length > 0 ? `${name()}.${other.entries[pick % other.entries.length]!.key}` : String(pick) : `${name()}.go(${given})`
    case 'class': return sayInstance(other, name, given, pick)
    case 'variable': {
      if (other.type === 'object') return other.entries.length > 0 ? `Object.keys(${name()}).length` : String(pick)
      if (other.type === 'map' || other.type === 'set') return `${name()}.size`
      return other.type === 'array' ? `${name()}.length` : name()
    }
  }
}

function sayInstance({ methods }: ClassItem, name: () => string, given: string, pick: number): string {
  const usable = methods.filter(({ kind }) => kind === 'method' || kind === 'getter' || kind === 'accessor' || kind === 'generator')
  const method = usable[pick % (usable.length || 1)]
  const said = name()
  // `new require('./a.cts').Kind()` makes what `require` constructs.
  const made = `new ${said.startsWith('require(') ? `(${said})` : said}(${given})`
  if (!method) return `[${made}].length`
  if (method.kind === 'generator') return `[...${made}${access(method)}(${given})].length`
  return `${made}${access(method)}${method.kind === 'method' ? `(${given})` : ''}`
}

export function sayName({ program, module, item, imports, lazy }: Where, other: Item): string {
  const from = program.modules.find(({ items }) => items.includes(other))!
  const isOwn = from === module
  if (isOwn && !isAnonymous(program, module, other)) return other.name
  const form = exportOf(program, from, other)
  const file = `./${fileOf(from)}`
  const outside = form === 'renamed' ? `${other.name}Out` : form === 'default' ? 'default' : other.name
  const way = importsOf(module)
  const use = (source: string, name: string, inside = name): string => {
    if (!imports.has(source)) imports.set(source, new Map())
    imports.get(source)!.set(name, inside)
    return inside
  }
  if (isOwn && !lazy) return `${use(file, '*', '$self')}.default`
  if (module.format !== 'module' && !lazy && item.kind !== 'variable' && way === 'awaited') return `require('${specifierOf(module, file)}').${outside}`
  if (way === 'created' && module.format === 'module' && from.format !== 'module' && !lazy && item.kind !== 'variable') {
    use('node:module', 'createRequire')
    return `require('${specifierOf(module, file)}').${outside}`
  }
  if (lazy) return use(file, outside, `late_${other.name}`)
  if (way !== 'named' && way !== 'relay' && form !== 'default' && module.format === 'module' && isInSpace(from)) {
    const space = `${spaceOf(from)} ${file}`
    return other.id % 2 > 0 ? `${use(space, '*', `${from.name}_space`)}.${outside}` : use(space, outside, other.name)
  }
  switch (way) {
    case 'star': {
      const through = form === 'default' ? undefined : throughOf(program, module, from)
      return use(through ? `./${fileOf(through)}` : file, outside, other.name)
    }
    case 'awaited': return isAwaited(program, module, from, other) ? use(`await ${file}`, outside, other.name) : use(file, outside, other.name)
    case 'namespace': return `${use(file, '*', from.name)}.${outside}`
    case 'relay': return `${use('./barrel.ts', from.name)}.${outside}`
    case 'barrel': return use('./barrel.ts', form === 'default' ? `${other.name}Default` : outside)
    case 'alias': return use('./barrel.ts', form === 'default' ? `${other.name}Default` : `${outside}Alias`)
    default: return way === 'renamed' && module.format === 'module' && from.format !== 'module' ? `${use(file, 'default', `all_${from.name}`)}.${outside}` : use(file, outside, way === 'renamed' ? `from_${other.name}` : other.name)
  }
}

/** What is taken out of `await import(…)` is a copy, so it is one of a thing that stays the same; `require` cannot wait. */
function isAwaited({ modules }: Program, module: Module, from: Module, { kind }: Item): boolean {
  const isEarly = from.base && (!module.base || modules.indexOf(from) < modules.indexOf(module))
  return isEarly && ['class', 'factory', 'enum', 'namespace'].includes(kind) && modules.every(({ format }) => format === 'module')
}

/** The barrel imports all modules, so none on which it waits may need it. */
export const importsOf = ({ base, style }: Module): Module['style']['imports'] => base && (style.imports === 'barrel' || style.imports === 'alias') ? 'named' : base && style.imports === 'relay' ? 'namespace' : style.imports

/** `export default function () {}`: the module itself says it by an import of its own. */
export function isAnonymous(program: Program, module: Module, item: Item): boolean {
  if (isNameless(item) || !item.anonymous || exportOf(program, module, item) !== 'default') return false
  return item.kind === 'function' || item.kind === 'class' && !isMade(item) && item.hidden === undefined && item.methods.every(({ kind }) => kind !== 'private static') || item.kind === 'variable' && item.type === 'computed'
}

/** Who is imported elsewhere is exported. */
export function exportOf(program: Program, module: Module, item: Item): Item['exported'] {
  if (isNameless(item)) return 'no'
  if (item.exported === 'default') return module.format === 'module' && module.items.find(({ exported }) => exported === 'default') === item ? 'default' : 'list'
  if (item.exported !== 'no') return item.exported
  const isWanted = itemsOf(program).some(other => other.module !== module && idsIn(other.item).has(item.id) && meant(program, other.item.id, item.id))
  return isWanted ? 'inline' : 'no'
}

function idsIn(item: Item): Set<number> {
  const ids = new Set<number>()
  JSON.stringify(item, (key, value: unknown) => {
    if ((key === 'id' || key === 'parent') && typeof value === 'number') ids.add(value)
    return value
  })
  return ids
}
