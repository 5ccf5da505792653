import type { UpdateReport } from '../../src/index.ts'
import { chainOf, fileOf, findItem, isMade, itemsOf, type ClassItem, type Field, type Item, type Module, type Program } from './program.ts'
import { exportOf, isAnonymous } from './say.ts'
import { textOf } from './texts.ts'

/**
 * What an item of the new program is to the old one. `same`, `edited`, `renamed` and `moved` things are the same objects
 * with their state; a `new` one may be an old one that comes back under its name.
 */
export type Fate = 'same' | 'edited' | 'renamed' | 'moved' | 'new'

export interface Lived { item: Item, before?: Item, fate: Fate, module: string }

export function fates(before: Program, after: Program, edits: UpdateReport['edits'] = []): Map<number, Lived> {
  const old = new Map(itemsOf(before).map(each => [each.item.id, each]))
  return new Map(itemsOf(after).map(({ item, module }) => {
    const was = old.get(item.id)
    const lived = (fate: Fate): [number, Lived] => [item.id, { item, module: module.name, fate, ...was && { before: was.item } }]
    if (!was) return lived('new')
    // A class that was edited too is the same one where its code is like enough, and so is what a renamed file has: the engine decides, and tells.
    const edited = edits.find(({ action, kind, name, note, module: file }) => name === item.name && (
      action === 'moved' && fileOf(was.module) !== fileOf(module) && file === fileOf(module) && note === cameFrom(was, item) || action === 'renamed' && item.kind === 'class' && kind === 'class' && note === `was ${was.item.name}`))
    if (edited) return lived(edited.action as Fate)
    const [then, now] = [textOf(before, was.module, was.item), textOf(after, module, item)]
    const wasBare = isAnonymous(before, was.module, was.item)
    if (wasBare !== isAnonymous(after, module, item)) return lived(fileOf(was.module) === fileOf(module) && item.kind !== 'variable' && isAlone(before, item) && isAlone(after, item) && keepsNameOrCode(before, after, item) ? 'edited' : 'new')
    const stayed = fileOf(was.module) === fileOf(module)
    // Who becomes the default export of a module is what was its default export before.
    if (!stayed && [exportOf(before, was.module, was.item), exportOf(after, module, item)].includes('default')) return lived('new')
    if (was.item.name === item.name || wasBare) return lived(stayed ? then === now ? 'same' : 'edited' : then === now && item.kind !== 'statement' ? 'moved' : 'new')
    const isRename = stayed && !['variable', 'enum', 'namespace'].includes(item.kind) && !isMade(item) && then.replaceAll(was.item.name, item.name) === now
    return lived(isRename ? 'renamed' : 'new')
  }))
}

/** "An item moved unchanged": two that exchange their names may move crosswise, so the report says which one it was. */
const cameFrom = (was: { item: Item, module: Module }, now: Item): string => `from ${fileOf(was.module)}${was.item.name === now.name ? '' : `, was ${was.item.name}`}`

/** "Function renamed with the same body": what is not the default export, as before, and has other code, is another one. */
function keepsNameOrCode(before: Program, after: Program, { id }: Item): boolean {
  const [was, now] = [before, after].map(program => {
    const { item, module } = findItem(program, id)!
    return { isDefault: exportOf(program, module, item) === 'default', code: textOf(program, module, { ...item, name: '' }) }
  }) as [{ isDefault: boolean, code: string }, { isDefault: boolean, code: string }]
  return was.isDefault && now.isDefault || was.code === now.code
}

/** No other item is the default export of its module. */
function isAlone(program: Program, { id }: Item): boolean {
  const { module } = findItem(program, id)!
  return module.items.every(each => each.id === id || exportOf(program, module, each) !== 'default')
}

/** Public fields that an instance of a class has by its own and its parents' texts, with their values. */
export const fieldsOf = (program: Program, item: ClassItem): Map<string, number | undefined> => new Map(chainOf(program, item).flatMap((each): [string, number | undefined][] =>
  [...each.fields.filter(field => !field.private).map((field): [string, number] => [field.key, valueOf(field)]), ...givenTo(each).map((key): [string, undefined] => [key, undefined])]))

export type Fields = Record<string, number | undefined>

const valueOf = ({ value, times = 1 }: Field): number => value * times
/** Fields that the constructor gives its arguments to. */
const givenTo = ({ assigns, param, also }: ClassItem): string[] => !assigns ? [] : ['given', ...param && also !== undefined ? [`also${also}`] : []]

/** The fields that a class declares, `given` among them. */
const declaredBy = (item: ClassItem): (Omit<Field, 'value'> & { value: number | undefined })[] => [...item.fields, ...givenTo(item).map(key => ({ key, value: undefined, private: false }))]

/** What becomes of an instance's fields. */
export function carried(values: Fields, before: { program: Program, item: ClassItem }, after: { program: Program, item: ClassItem }): Fields {
  const [then, now] = [chainOf(before.program, before.item), chainOf(after.program, after.item)]
  const has = fieldsOf(after.program, after.item)
  const next: Fields = { ...values }
  for (const old of then) {
    const still = now.find(({ id }) => id === old.id)
    if (!still) continue // What a parent gave that is none any more stays.
    for (const { key, value, times, private: hidden } of declaredBy(old)) {
      if (hidden || has.has(key)) continue
      // Another name with the same type and initialiser: a type that came or went in the same save makes it another field.
      const isTyped = (program: Program): boolean | undefined => findItem(program, old.id)?.module.style.types
      const renamed = isTyped(before.program) !== isTyped(after.program) ? undefined : still.fields.find(each => !each.private && each.value === value && each.times === times && !old.fields.some(other => other.key === each.key))
      if (renamed && key in next && !(renamed.key in values)) next[renamed.key] = next[key]
      delete next[key]
    }
  }
  for (const [key, value] of has) if (!(key in next)) next[key] = value
  return next
}
