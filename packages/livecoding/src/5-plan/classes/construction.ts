import type { Member } from '../../3-analyse/class-shapes.ts'
import type { Site } from '../../3-analyse/site-shapes.ts'
import { constructs } from '../../runtime/construction.ts'
import { define } from '../../runtime/property.ts'
import { fill } from '../../runtime/slot.ts'
import type { Version } from '../../live-module.ts'
import type { ClassDraft } from './class-draft.ts'
import { hasMoved } from './moved-keys.ts'
import { classesOf, nativeNow, withoutFields, withoutPrivates } from './class-unit.ts'
import { tell, touches, type Step } from '../draft.ts'
import { lengthOf } from '../../3-analyse/length.ts'
import { hasStatic } from './name.ts'
import { redeclared } from './privates.ts'
import { recipeFor } from './recipe.ts'
import { recordFor } from '../records.ts'
import { orderOf } from '../unit/unit.ts'
import { renamedIn } from '../unit/renamed.ts'
import { bringGifts } from './fields/handed-on.ts'
import { planSites } from '../sites/sites.ts'
import { writtenOf } from './written.ts'
import { standOf } from '../unit/stand.ts'

/** New instances: from now on the engine's newest fields and constructor make them, wherever the class is held. */
export function planConstruction(plan: ClassDraft, fields: readonly Member[], fieldsChanged: boolean): void {
  const { before, after, draft, placed } = plan
  const [old, now] = [before, after].map(constructorOf)
  const parentCame = (before.shape!.heritage === undefined) !== (after.shape!.heritage === undefined)
  const changed = old?.deep !== now?.deep
  if (old && now && now.gives && old !== now) bringGifts(draft, old, now, placed)
  if (old && now) planSites(draft, old, now, placed, { host: plan, renamed: renamedIn(old, now, plan.renamed) })
  const names = (now !== undefined && (touches(now.free, draft) || plan.saysAnew(now))) || draft.change.again?.has(after) === true
  if (!fieldsChanged && !changed && !parentCame && !names && !fields.some(({ site }) => site && (touches(site.free, draft) || plan.saysAnew(site)))) return
  const [was, is] = [writtenOf(old), writtenOf(now)]
  if (old?.own !== now?.own && was !== is) tell(draft, { action: was === undefined ? 'added' : is === undefined ? 'removed' : 'patched', kind: 'constructor', name: `${after.title}.constructor`, verdict: 'new-only' }, placed, now?.start ?? after.start)
  const [oldLength, length] = [old, now].map(site => site ? lengthOf(site) : 0)
  if (oldLength !== length && !hasStatic(after, 'length')) plan.declare.push((constructor, journal) => { define(constructor, 'length', { value: length, configurable: true }, journal) })
  const record = draft.records.get(after) ?? recordFor(draft, after)
  draft.stands.set(record, standOf(after, placed))
  for (const version of record.versions) {
    if (version.kind === 'constructor' && !plan.keeps(version)) planVersion(plan, version, fields, now)
  }
}

/** The slot of a class that exists once gets what makes its instances; that of others asks what makes those of a class. */
function planVersion(plan: ClassDraft, version: Version, fields: readonly Member[], constructor: Site | undefined): void {
  const { draft, unit, placed, after } = plan
  const { world, module } = draft
  const made = classesOf(world, version.construction!.of)
  const own = version.native!
  const current = plan.rebrands ? withoutPrivates(own) : made[0] ? nativeNow(world, made[0], own) : own
  const native = withoutFields(current, redeclared(plan))
  if (made.length === 0 && !native.nested) return
  const layered = unit.privates?.ofInstances.code ? true : made.some(each => (world.installers.get(each)?.length ?? 0) > 0)
  const recipe = recipeFor(plan, { native, done: version.construction!.done, layered, fields, constructor, moved: new Set(fields.filter(member => hasMoved(plan, made, member))) })
  const construct = constructs(world, unit, recipe, native.computed)
  const step: Step = { do: 'call', module, line: 1, call: journal => {
    if (!native.nested) return fill(version, construct(made[0]!, journal), journal)
    for (const each of classesOf(world, version.construction!.of)) {
      const keep = world.makers.get(each)!
      journal.push(() => keep(undefined))
      keep(undefined)
    }
    return fill(version, construct, journal)
  } }
  // A computed key may say what the same save evaluates in front of the class.
  if (fields.some(({ computed }) => computed)) draft.evaluate.push({ at: orderOf(after.start, placed), step })
  else draft.declare.push(step)
}

const constructorOf = ({ shape }: Site): Site | undefined => shape!.members.find(member => member.kind === 'constructor')?.site
