import { isAuto } from '../../3-analyse/walk/decorated.ts'
import type { Member } from '../../3-analyse/class-shapes.ts'
import type { Item, Model } from '../../3-analyse/shapes.ts'
import type { Class, FunctionHappening, Happening, MemberName } from '../../lifecycle/happenings.ts'
import { classHappening, functionHappening } from '../../lifecycle/made.ts'
import { peekName } from '../../runtime/binding.ts'
import type { ClassDraft } from '../classes/class-draft.ts'
import type { LiveModule } from '../../live-module.ts'
import type { Draft } from '../draft.ts'

/** A class or function that changed, went, or has another name, and what it is. */
export function tellItem(draft: Draft, item: Item, action: Exclude<FunctionHappening['action'], 'defined'>, value: unknown = peekName(draft.module, item.names[0]!), was?: string): void {
  const { world, module, classes } = draft
  if (!item.self || typeof value !== 'function') return
  const isClass = item.self.kind === 'class'
  if (isClass && action === 'removed') classes.lost.add(value as unknown as Class)
  if (isClass && action === 'back') classes.back.add(value as unknown as Class)
  if (!world.lifecycle.isObserved) return
  const more = { name: item.title, ...(was !== undefined && { was }) }
  draft.happenings.push(() => isClass ? classHappening(world, module, value as unknown as Class, action, more) : functionHappening(module, item.title, action, { ...more, value: () => value }))
}

/** A function that is new; a new class tells of itself once it is evaluated. */
export function tellNew({ world, module, happenings }: Draft, { self, names: [name], title }: Item): void {
  if (self && self.kind !== 'class' && world.lifecycle.isObserved) happenings.push(() => functionHappening(module, title, 'defined', { value: () => peekName(module, name!) }))
}

/** A file comes back, or goes, with all that it has. */
export function tellModule(draft: Draft): void {
  const { change, module, world } = draft
  if (change.retired) for (const { item } of [...change.pairs.map(({ before }) => before), ...change.gone]) if (item.self) tellItem(draft, item, 'removed')
  if (change.revived) for (const { after } of change.pairs) if (after.item.self) tellItem(draft, after.item, 'back')
  if (!world.lifecycle.isObserved || change.follows) return
  draft.happenings.push(() => ({ type: 'module', action: change.retired ? 'removed' : change.revived ? 'added' : 'updated', module: module.path }))
}

/** What the save does to the names of the namespaces. */
export const namespaceHappenings = (models: ReadonlyMap<LiveModule, Model>): Happening[] => [...models].flatMap(([module, model]): Happening[] => {
  if (!module.isSpace) return []
  const names = [...model.space?.step.names ?? []]
  const [added, removed] = [names.filter(name => !module.current.exports.has(name)), names.filter(name => !model.exports.has(name))]
  return added.length + removed.length > 0 ? [{ type: 'namespace', namespace: module.path, added: added.sort(), removed: removed.sort() }] : []
})

/** What an update does to the shape of a class. */
export function tellClass(plan: ClassDraft): void {
  const { draft, before, after, classes, come, gone, pairs } = plan
  const reparented = before.shape!.heritageOwn !== after.shape!.heritageOwn
  const changed = pairs.filter(each => each.before.own !== each.after.own || each.before.decorators.own !== each.after.decorators.own).map(each => each.after)
  if (plan.declare.length > 0 || plan.evaluate.length > 0 || plan.unit.pieces.length > 0) for (const constructor of classes.keys()) draft.classes.reshaped.add(constructor)
  if (mayReturn(plan)) for (const constructor of classes.keys()) draft.world.lifecycle.instances.returns(constructor)
  if (!draft.world.lifecycle.isObserved || (!reparented && [...come, ...gone, ...changed].length === 0)) return
  const members = { added: namesOf(come), removed: namesOf(gone), changed: namesOf(changed) }
  for (const constructor of classes.keys()) draft.happenings.push(() => classHappening(draft.world, draft.module, constructor, 'updated', { members, reparented }))
}

const nameOf = ({ key: name, kind, static: onClass }: Member): MemberName => ({ name, kind: kind === 'declared' ? 'field' : kind, static: onClass })

/** The field behind an `accessor` is nobody's business. */
const namesOf = (members: readonly Member[]): MemberName[] => members.filter(member => !isAuto(member)).map(nameOf)

/** Its new constructor may return another object. */
const mayReturn = ({ after }: ClassDraft): boolean =>
  after.shape!.members.some(({ kind, site }) => kind === 'constructor' && site?.returns?.some(({ value }) => value))
