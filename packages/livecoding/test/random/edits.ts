import { open } from './closures.ts'
import { allCommonForms } from './common-text.ts'
import { Dice } from './dice.ts'
import { expressionOf, fieldKind, formsOf, itemOf, methodOf, moduleOf, saidAs, styleOf } from './make.ts'
import { folders, heads, isNameless, itemsOf, labels, type ClassItem, type Entry, type EnumItem, type Field, type Item, type LoopItem, type Module, type NamespaceItem, type Program } from './program.ts'
import { shapes } from './shapes.ts'

/** One edit: what is done, and a number that decides the rest. It means something in every program, so that any list of edits does. */
export interface Edit { do: typeof doings[number], seed: number }

export const doings = [
  'add', 'add', 'add', 'remove', 'rename', 'edit', 'edit', 'edit', 'edit', 'reorder', 'move', 'restyle', 'addModule', 'renameModule', 'removeModule', 'swap', 'value', 'member', 'member', 'form', 'form', 'revert', 'duplicate', 'data', 'format', 'star', 'star', 'export', 'rewrite',
] as const

/** What an edit may ask for besides the program: programs of before, and numbers that nothing has yet. */
export interface Memory { past: readonly Program[], fresh(): number }

export function applyEdit(program: Program, { do: what, seed }: Edit, memory: Memory): Program {
  const dice = new Dice(seed)
  const next = structuredClone(program)
  const all = itemsOf(next)
  const found = all.length > 0 ? dice.of(all) : undefined
  if (what === 'revert') return memory.past.length > 0 ? structuredClone(dice.of(memory.past)) : next
  if (what === 'addModule') {
    if (next.modules.length < 4) next.modules.push(moduleOf(`m${memory.fresh()}`, dice, next.spaces))
    return next
  }
  if (what === 'data') {
    if (dice.below(4) === 0) next.data.push({ key: `k${memory.fresh()}`, value: 0, inner: [{ key: 'deep', value: memory.fresh() }] })
    else editEntries(next.data, dice, memory)
    return next
  }
  const module = dice.of(next.modules)
  if (what === 'renameModule') renameModule(next, module, dice, memory)
  else if (what === 'rewrite') rewrite(next, module, dice, memory)
  else if (what === 'star') toggleStar(module, dice.of(next.modules).name)
  else if (what === 'removeModule') next.modules.splice(next.modules.indexOf(module), next.modules.length > 1 ? 1 : 0)
  else if (what === 'restyle') module.style = styleOf(dice)
  else if (what === 'format') reformat(module, dice)
  else if (what === 'add') module.items.splice(dice.below(module.items.length + 1), 0, itemOf(memory, dice, all.map(({ item }) => item)))
  else if (found) editItem(what, { ...found, next, dice, memory, to: module })
  return next
}

/** A file gets another name, another folder, or both. */
function renameModule(next: Program, module: Module, dice: Dice, memory: Memory): void {
  const was = module.name
  if (!next.spaces || dice.below(2) > 0) module.name = `m${memory.fresh()}`
  for (const each of next.modules) each.stars = each.stars?.map(name => name === was ? module.name : name) ?? []
  if (!next.spaces || dice.below(2) > 0) return
  const folder = dice.of([undefined, ...folders])
  if (folder === undefined) delete module.folder
  else module.folder = folder
}

/** A file gets another name in the save that edits what is in it. */
function rewrite(next: Program, module: Module, dice: Dice, memory: Memory): void {
  if (module.items.length > 0) editItem('edit', { item: dice.of(module.items), module, next, dice, memory, to: module })
  renameModule(next, module, dice, memory)
}

function toggleStar(module: Module, name: string): void {
  const stars = module.stars ?? []
  module.stars = stars.includes(name) ? stars.filter(each => each !== name) : [...stars, name]
}

/** The same code in a file of another kind. */
function reformat(module: Module, dice: Dice): void {
  if (dice.below(2) > 0) module.script = !module.script
  else module.format = dice.of(['module', ...allCommonForms])
  if (module.format !== 'module') module.base = true
}

interface Target { item: Item, module: Module, next: Program, dice: Dice, memory: Memory, to: Module }

function editItem(what: Edit['do'], { item, module, next, dice, memory, to }: Target): void {
  const others = itemsOf(next).map(each => each.item)
  const at = module.items.indexOf(item)
  switch (what) {
    case 'remove': return void module.items.splice(at, 1)
    case 'reorder': return void module.items.splice(dice.below(module.items.length), 0, ...module.items.splice(at, 1))
    case 'move': return void to.items.splice(dice.below(to.items.length + 1), 0, ...module.items.splice(at, 1))
    case 'rename': return isNameless(item) ? undefined : void (item.name = `${item.name.replace(/_.*/, '')}_${memory.fresh()}`)
    case 'duplicate': return isNameless(item) ? void module.items.splice(at, 0, { ...item, id: memory.fresh() }) : undefined
    case 'swap': return swap(item, dice.of(others.filter(each => each.kind === item.kind)), itemsOf(next), dice)
    case 'edit':
      if (item.kind === 'class') return editMethod(item, dice, others, memory)
      if (item.kind === 'statement') return void (item.value = memory.fresh())
      if (item.kind === 'variable') return editValue(item, dice, others, memory)
      if (item.kind === 'enum' || item.kind === 'namespace' && dice.below(2) > 0) return editEntries(item.entries, dice, memory)
      item.body = expressionOf(dice, others, 2)
      return
    case 'value':
      if (item.kind === 'variable') return editValue(item, dice, others, memory)
      if (item.kind === 'effect') item.value = memory.fresh()
      if (item.kind === 'namespace') item[dice.of(['count', 'hidden', 'inner', 'deep'] as const)] = memory.fresh()
      if (item.kind === 'class' && openFields(item).length > 0) dice.of(openFields(item)).value = memory.fresh()
      if (item.kind === 'function') item.second = dice.below(2) > 0 ? memory.fresh() : undefined!
      if (item.kind === 'function' && item.second === undefined) delete item.second
      return
    case 'member':
      if (item.kind === 'class') editMembers(item, dice, others, memory)
      if (item.kind === 'namespace') editBlock(item, dice, memory)
      return
    case 'form': return editForm(item, dice, others, memory)
    case 'export': return isNameless(item) ? undefined : reexport(item, dice)
  }
}

/** It is exported in another way, or by its module's default export. */
function reexport(item: Exclude<Item, { exported: 'no' }>, dice: Dice): void {
  item.exported = item.exported === 'default' || dice.below(2) > 0 ? dice.of(['no', 'inline', 'list', 'renamed'] as const) : 'default'
}

/** Two items exchange their names: each name gets the code of the other, where it stands or in its place. */
function swap(item: Item, other: Item, all: readonly { item: Item, module: Module }[], dice: Dice): void {
  if (item === other || isNameless(item) || [item, other].some(holdsMore)) return
  const was = structuredClone(item)
  replace(item, structuredClone(other))
  replace(other, was)
  if (dice.below(2) > 0) return
  const [here, there] = [item, other].map(each => all.find(known => known.item === each)!.module.items) as [Item[], Item[]]
  const [at, to] = [here.indexOf(item), there.indexOf(other)]
  ;[here[at], there[to]] = [other, item]
}

/** What an accessor holds cannot be told from what it was made with, nor can some closures become others. */
const holdsMore = (item: Item): boolean => item.kind === 'factory' ? !open.includes(item.form) : item.kind === 'class' && (item.made !== undefined || item.methods.some(({ kind }) => kind === 'accessor'))

function replace(item: Item, content: Item): void {
  const { id, name } = item
  for (const key of Object.keys(item)) delete (item as unknown as Record<string, unknown>)[key]
  Object.assign(item, content, { id, name })
}

function editValue(item: Item & { kind: 'variable' }, dice: Dice, others: readonly Item[], memory: Memory): void {
  if (item.type === 'number' && item.twin !== undefined && dice.below(2) > 0) item.twin = memory.fresh()
  else if (item.type === 'number') item.value = { say: 'number', value: memory.fresh() }
  else if (item.type === 'computed' || item.type === 'called') item.value = expressionOf(dice, others, 1)
  else editEntries(item.entries, dice, memory, item.type === 'set' ? [] : formsOf[item.type])
}

function editEntries(entries: Entry[], dice: Dice, memory: Memory, forms: readonly NonNullable<Entry['form']>[] = []): void {
  const inner = entries.find(each => each.inner)?.inner
  if (inner && dice.below(2) > 0) return editEntries(inner, dice, memory)
  const way = dice.below(4)
  if (way === 0 || entries.length === 0) entries.splice(dice.below(entries.length + 1), 0, { key: `k${memory.fresh()}`, value: memory.fresh(), ...forms.length > 0 && dice.below(3) === 0 && { form: dice.of(forms) } })
  else if (forms.length > 0 && way === 2 && dice.below(2) > 0) reform(dice.of(entries.filter(each => !each.inner)), dice, forms)
  else if (way === 1) entries.splice(dice.below(entries.length), 1)
  else dice.of(entries).value = memory.fresh()
}

function reform(entry: Entry | undefined, dice: Dice, forms: readonly NonNullable<Entry['form']>[]): void {
  if (!entry) return
  if (entry.form) delete entry.form
  else entry.form = dice.of(forms)
}

function editMethod(item: ClassItem, dice: Dice, others: readonly Item[], memory: Memory): void {
  if (item.methods.length === 0) return editMembers(item, dice, others, memory)
  const method = dice.of(item.methods)
  // What an accessor holds cannot be told from what it was made with.
  if (method.kind !== 'accessor') method.body = expressionOf(dice, others, 2)
  method.calls = dice.below(2) > 0
  const open = openFields(item)
  if (dice.below(4) === 0) method.times = 2 + dice.below(3)
  else if (dice.below(3) === 0) delete method.times
  if (['method', 'setter', 'private accessor'].includes(method.kind) && open.length > 0 && dice.below(2) > 0) method.writes = dice.of(open).key
  else delete method.writes
}

/** What private fields hold cannot be looked at: their values and names stay. */
const openFields = (item: ClassItem): ClassItem['fields'] => item.fields.filter(field => !field.private)

function editMembers(item: ClassItem, dice: Dice, others: readonly Item[], memory: Memory): void {
  const number = memory.fresh()
  switch (dice.below(17)) {
    case 0: case 1: return void item.fields.splice(dice.below(item.fields.length + 1), 0, { key: `f${number}`, value: number, ...fieldKind(dice) })
    case 2: return void item.fields.splice(dice.below(item.fields.length), 1)
    case 3: case 4: return void item.methods.splice(dice.below(item.methods.length + 1), 0, methodOf(dice, number, others, openFields(item)))
    case 5: return void item.methods.splice(dice.below(item.methods.length), 1)
    case 6: return void item.statics.push({ key: `s${number}`, value: number })
    case 7: return void item.statics.splice(dice.below(item.statics.length), 1)
    case 8: return openFields(item).length > 0 ? void (dice.of(openFields(item)).key = `f${number}`) : undefined
    case 9: return item.brand === undefined ? void (item.brand = number) : void delete item.brand
    case 10: return item.block === undefined ? void (item.block = number) : void delete item.block
    case 11: return void (item.param = !item.param)
    case 12: return item.hidden === undefined ? void (item.hidden = number) : void delete item.hidden
    case 13: return item.also === undefined ? void (item.also = number) : void delete item.also
    case 14: return openFields(item).length > 0 ? decorate(dice.of(openFields(item)), dice) : undefined
    case 16: return item.marked === undefined || dice.below(2) > 0 ? void (item.marked = number) : void delete item.marked
    case 15: return hide(item.methods.filter(({ kind }) => kind.startsWith('private')), dice)
  }
}

/** What a block has comes and goes, or stands in two blocks. */
function editBlock(item: NamespaceItem, dice: Dice, memory: Memory): void {
  const what = dice.of(['hidden', 'inner', 'deep', 'parts'] as const)
  if (what === 'parts') item.parts = !item.parts
  else if (item[what] === undefined) item[what] = memory.fresh()
  else delete item[what]
}

function editEnum(item: EnumItem, dice: Dice): void {
  const entry = dice.of(item.entries)
  switch (dice.below(3)) {
    case 0: return void (item.constant = !item.constant)
    case 1: return item.split === undefined ? void (item.split = dice.below(3)) : void delete item.split
    case 2: if (entry) entry.as = dice.of(saidAs)
  }
}

function relabel(item: LoopItem, dice: Dice): void {
  if (item.labelled === undefined) item.labelled = dice.of(labels)
  else delete item.labelled
}

function decorate(field: Field, dice: Dice): void {
  field.times = 2 + dice.below(3)
  if (dice.below(3) === 0) delete field.times
}

/** A private name of another kind. */
function hide(methods: ClassItem['methods'], dice: Dice): void {
  if (methods.length > 0) dice.of(methods).kind = dice.of(['private', 'private accessor', 'private static'])
}

function editForm(item: Item, dice: Dice, others: readonly Item[], memory: Memory): void {
  if (item.exported === 'default' && dice.below(3) === 0) return void (item.anonymous = !item.anonymous)
  switch (item.kind) {
    case 'function':
      item.form = dice.of(['declaration', 'arrow', 'expression'])
      item.flavour = dice.of(['plain', 'plain', 'plain', 'async', 'generator'])
      item.shape = dice.of(shapes)
      if (dice.below(2) > 0) item.lazy = !item.lazy
      return
    case 'loop':
      if (dice.below(4) === 0) return relabel(item, dice)
      return void (dice.below(3) > 0 ? item.head = dice.of(heads) : item.form = dice.of(['generator', 'async', 'async generator']))
    case 'variable':
      item.declares = item.declares === 'const' ? 'const' : dice.of(['let', 'var'])
      if (item.type !== 'number' || item.declares === 'const') return
      item.pattern = dice.of(['object', 'array', 'default'])
      if (dice.below(2) > 0) delete item.pattern
      if (dice.below(4) > 0) return
      if (item.twin === undefined) item.twin = memory.fresh()
      else delete item.twin
      return
    case 'enum': return editEnum(item, dice)
    case 'factory':
      if (open.includes(item.form)) item.form = dice.of(open)
      if (dice.below(3) === 0) item.called = memory.fresh()
      if (dice.below(3) === 0) item.more = memory.fresh()
      else delete item.more
      return
    case 'class': {
      const parents = others.filter(each => each.kind === 'class' && each.id < item.id)
      if (dice.below(2) > 0 && parents.length > 0) item.parent = dice.of(parents).id
      else delete item.parent
    }
  }
}
