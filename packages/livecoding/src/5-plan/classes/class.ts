import type { Placed } from '../../3-analyse/shapes.ts'
import type { Site } from '../../3-analyse/site-shapes.ts'
import { whereIs } from '../../3-analyse/where.ts'
import type { Journal } from '../../journal.ts'
import { problem } from '../../messages/message.ts'
import { bringing } from '../bring.ts'
import { touches, warn, type Draft } from '../draft.ts'
import { recordFor } from '../records.ts'
import { saysRenewed } from '../renewed.ts'
import { planSites } from '../sites/sites.ts'
import { tellClass } from '../told/happenings.ts'
import type { Renamed } from '../unit/renamed.ts'
import { orderOf } from '../unit/unit.ts'
import { newClassDraft, type ClassDraft } from './class-draft.ts'
import { liveClasses } from './class-unit.ts'
import { planDecorators } from './decorators.ts'
import { unreachable } from './enclosed.ts'
import { planFields } from './fields/fields.ts'
import { planHeritage } from './heritage.ts'
import { planOrder } from './member-order.ts'
import { addMethod, planMethod, removeMethod } from './methods.ts'
import { moveComputed } from './moved-keys.ts'
import { followClassName, giveBackNames } from './name.ts'
import { planPrivates } from './privates.ts'
import { planStatics } from './statics.ts'

/** Plans what a class, and its instances, get from its new text; `owns`: its private names are declared anew; `renamed`: variables around it have other names. */
export function planClass(draft: Draft, before: Site, after: Site, placed: Placed, renamed: Renamed = new Map(), owns?: ClassDraft['owns']): void {
  const renewed = saysRenewed(after, draft.renewed)
  if (before === after && !renewed && !touches(after.free, draft) && !owns && !draft.rerun) return
  const classes = liveClasses(draft.world, recordFor(draft, before))
  // Where no call has made one, there is nothing to evaluate again.
  if (before === after && classes.size === 0 && !touches(after.free, draft) && !owns && !draft.rerun) return
  const old = before === after && !owns ? undefined : unreachable(draft, after, placed, recordFor(draft, before))
  if (old) {
    if (!owns) warn(draft, problem('LC2101', { name: after.title, variable: old.name }), placed, after.start)
    for (const constructor of old.classes) classes.delete(constructor)
  }
  const plan = newClassDraft(draft, before, after, placed, { classes, renamed, owns, keeps: version => old?.keeps(version) === true })
  draft.hosts.set(after, plan)
  const first = draft.declare.length
  planPrivates(plan)
  planSites(draft, before, after, placed, { renamed })
  planHeritage(plan)
  for (const pair of plan.pairs) planMethod(plan, pair)
  if (renewed) moveComputed(plan)
  for (const member of plan.come) addMethod(plan, member)
  for (const member of plan.gone) removeMethod(plan, member)
  planDecorators(plan)
  planStatics(plan)
  planFields(plan)
  planOrder(plan)
  followClassName(plan)
  giveBackNames(plan)
  tellClass(plan)
  if (plan.declare.length + plan.evaluate.length + plan.bring.length + plan.unit.pieces.length === 0) return
  const { line } = whereIs(after.start, placed)
  const each = (steps: ClassDraft['declare']) => (journal: Journal): void => {
    for (const constructor of plan.classes.keys()) for (const step of steps) step(constructor, journal)
  }
  draft.declare.splice(first, 0, { do: 'call', module: draft.module, line, call: each(plan.prepare) })
  if (plan.declare.length > 0) draft.declare.push({ do: 'call', module: draft.module, line, call: each(plan.declare) })
  if (plan.evaluate.length > 0) draft.evaluate.push({ at: orderOf(after.start, placed), step: { do: 'call', module: draft.module, line, call: each(plan.evaluate) } })
  if (plan.bring.length > 0) draft.evaluate.push({ at: orderOf(after.start, placed), step: bringing(plan, line, each(plan.bring)) })
}
