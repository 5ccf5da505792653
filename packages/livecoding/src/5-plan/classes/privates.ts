import { hasOtherForm, isAssigner, isAuto, memberName } from '../../3-analyse/walk/decorated.ts'
import type { Member } from '../../3-analyse/class-shapes.ts'
import type { Site } from '../../3-analyse/site-shapes.ts'
import type { Emitted } from '../../instrument/emit.ts'
import type { Addition } from '../../instances/migrate.ts'
import { guardAlone } from '../../instrument/guard.ts'
import { handOver, newShared } from '../../instrument/offers.ts'
import type { ClassDraft } from './class-draft.ts'
import { methodCode } from './methods.ts'
import type { Constructor, DeclaredMethod, DeclaredNames } from './class-unit.ts'
import { tell } from '../draft.ts'
import { cannotBecome } from '../sites/sites.ts'
import { unclearRename } from './fields/unclear.ts'
import { literally } from '../../3-analyse/word.ts'

/** `#names` that the text adds: real ones, declared in a class inside the class, on old instances and on new ones. */
export function planPrivates(plan: ClassDraft): void {
  const { come, gone, draft, placed, unit } = plan
  const added = come.filter(member => member.private)
  // A method whose object cannot become what it is now: calls through the name are as on a fresh start.
  const others = plan.pairs.filter(({ before, after }) => after.private && before.site && after.site && cannotBecome(before.site, after.site))
  const changed = new Set([...added, ...gone, ...others.map(({ after }) => after)].map(({ key }) => key))
  // Two accessors of one name are one name: where one of them comes or goes, the other is declared with it.
  const declared = plan.after.shape!.members.filter(member => member.private && (changed.has(member.key) || (plan.rebrands && !member.static)))
  const methods: DeclaredMethod[] = []
  const code = (onClass: boolean): DeclaredNames => {
    const members = declared.filter(member => member.static === onClass)
    return { code: members.map(member => declaration(plan, member, methods)).join(''), names: members.map(({ key }) => key) }
  }
  const names = new Set(declared.map(({ key }) => key))
  draft.declared.set(plan.after, names)
  if (names.size > 0) plan.saysAnew = says(names)
  if (declared.length > 0) unit.privates = { ofInstances: code(false), ofClass: code(true), methods }
  for (const member of added) {
    if (isAuto(member) || (member.static && member.kind === 'field') || plan.renames.some(([, to]) => to === member) || (isAssigner(member) && (hasOtherForm(member, plan.before.shape!.members) || plan.renamedAssigned.some(([, to]) => to.assigner === member)))) continue
    tell(draft, { action: 'added', kind: isAssigner(member) || member.kind === 'field' ? 'field' : member.kind === 'method' ? 'method' : 'accessor', name: `${plan.after.title}.${nameOf(member, plan.after)}`, ...!member.static && member.kind === 'field' && unclearRename(plan, member) }, placed, member.start)
  }
  for (const member of gone) {
    if (member.private && member.kind === 'field' && !isAuto(member) && !plan.renames.some(([from]) => from === member)) tell(draft, { action: 'removed', kind: member.static ? 'static' : 'field', name: `${plan.after.title}.${nameOf(member, plan.before)}`, ...!member.static && unclearRename(plan, member) }, placed, plan.after.start)
  }
  plan.prepare.push((constructor, journal) => {
    unit.prepare(constructor, journal)
    if (plan.rebrands && !draft.world.rebranded.has(constructor)) {
      journal.push(() => draft.world.rebranded.delete(constructor))
      draft.world.rebranded.add(constructor)
    }
    const again = redeclared(plan)
    if (again.size === 0) return
    const { redeclared: all } = draft.world
    const known = all.get(constructor)
    journal.push(() => known ? all.set(constructor, known) : all.delete(constructor))
    all.set(constructor, again.union(known ?? new Set()))
  })
}

/** Private fields that come in this update: they are declared in it, whether or not the class's own code has such names. */
export const redeclared = ({ come }: ClassDraft): Set<string> =>
  new Set(come.filter(member => member.private && !member.static && member.kind === 'field').map(({ key }) => key))

const says = (names: ReadonlySet<string>): ClassDraft['saysAnew'] => {
  const word = new RegExp(`(?:${[...names].map(literally).join('|')})(?![\\w$])`)
  return ({ usesPrivate, chunk, start, end }) => usesPrivate && word.test(chunk.code.slice(start - chunk.base, end - chunk.base))
}

/** A field is declared empty: its initialiser runs in the order of the source, with those of the others. */
function declaration(plan: ClassDraft, member: Member, methods: DeclaredMethod[]): string {
  if (member.kind === 'field') return `${member.key};`
  const { unit } = plan
  const site = member.site!
  const scope = unit.scope(undefined, member)
  const slot = scope.slot(site)!
  const given = handOver(site, scope, newShared(scope, []))
  const emitted: Emitted[] = []
  methods.push({ guard: { site, slot, offered: given.offered, flavour: 'plain' }, piece: unit.add(site.start, methodCode(plan, member, false, emitted), emitted) })
  return guardAlone(site, slot, given)
}

/** How people say a member. */
export const nameOf = (member: Member, { shape }: Site): string => member.computed ? `[${member.key}]` : memberName(member, shape!.members)

/**
 * A base class that gets a parent makes its instances elsewhere, without the private names that only its own constructor
 * puts on. So they are declared anew: existing instances get them beside the old ones, with the values they had.
 */
export function carried(plan: ClassDraft): ((constructor: Constructor) => Addition[]) | undefined {
  if (!plan.rebrands) return undefined
  const keys = plan.pairs.filter(({ after }) => after.kind === 'field' && after.private && !after.static).map(({ after }) => after.key)
  if (keys.length === 0) return undefined
  const readers = new WeakMap<Constructor, (object: object) => unknown[]>()
  // Read in the scope of the old names: before the new ones are declared in it.
  plan.prepare.unshift(constructor => {
    readers.set(constructor, plan.draft.world.scopes.get(constructor)!(`($lco=>[${keys.map(key => `$lco.${key}`).join(',')}])`) as (object: object) => unknown[])
  })
  const id = plan.unit.add(plan.after.start, `($lco,$lcv)=>{[${keys.map(key => `$lco.${key}`).join(',')}]=$lcv}`, [])
  return constructor => {
    const read = readers.get(constructor)!
    const write = plan.unit.values(constructor)[id] as (object: object, values: unknown[]) => void
    return [{ form: 'private', key: keys.join(', '), install: object => { write(object, read(object)) } }]
  }
}
