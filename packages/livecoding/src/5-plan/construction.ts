import type { Member, Site } from '../3-analyse/shapes.ts'
import { construction, type Recipe } from '../runtime/construction.ts'
import { fill } from '../runtime/slot.ts'
import type { ClassDraft } from './class.ts'
import { liveClasses, type Constructor } from './class-unit.ts'
import { constructorCode } from './constructor.ts'
import { tell, touches } from './draft.ts'
import { fieldClass, put } from './fields.ts'
import { publicFields, recordOf } from './records.ts'
import { planSites } from './sites.ts'
import type { Emitted } from '../instrument/emit.ts'

/** New instances: from now on the engine's newest fields and constructor make them, wherever the class is held. */
export function planConstruction(plan: ClassDraft, fields: readonly Member[], fieldsChanged: boolean): void {
  const { before, after, draft, placed, unit } = plan
  const [old, now] = [before, after].map(constructorOf)
  const parentCame = (before.shape!.heritage === undefined) !== (after.shape!.heritage === undefined)
  const changed = old?.deep !== now?.deep
  if (old && now) planSites(draft, old.children, now.children, placed, { host: plan })
  const names = now !== undefined && touches(now.free, draft)
  if (!fieldsChanged && !changed && !parentCame && !names && !fields.some(member => member.site && touches(member.site.free, draft))) return
  if (old?.own !== now?.own) tell(draft, { action: old && now ? 'patched' : now ? 'added' : 'removed', kind: 'constructor', name: `${after.title}.constructor`, verdict: 'new-only' }, placed, now?.start ?? after.start)
  const publicOnes = fields.filter(member => !member.private)
  const reset = fields.filter(member => member.private && member.value && before.shape!.privates.includes(member.key))
  const pieces = {
    fields: publicOnes.length > 0 ? fieldClass(plan, publicOnes) : undefined,
    privates: reset.length > 0 ? resetCode(plan, reset) : undefined,
    constructor: now && constructorCode(plan, now, after.shape!.heritage !== undefined),
  }
  const order = publicFields(after)
  draft.declare.push({ do: 'call', module: draft.module, line: 1, call: journal => {
    const natives = liveClasses(draft.world, draft.module, after)
    const recipes = new WeakMap<Constructor, Recipe>()
    const recipeOf = (constructor: Constructor): Recipe => {
      const known = recipes.get(constructor)
      if (known) return known
      const values = unit.values(constructor)
      const native = natives.get(constructor) ?? []
      const kept = native.findIndex((key, index) => order[index] !== key)
      const recipe: Recipe = {
        derived: after.shape!.heritage !== undefined, nativelyDerived: draft.world.derived.has(constructor),
        trim: kept < 0 ? [] : native.slice(kept).toReversed(), installers: draft.world.installers.get(constructor) ?? [],
        ...(pieces.fields && { fields: put(values[pieces.fields] as never, constructor, draft) }),
        ...(pieces.privates && { privates: values[pieces.privates] as (this: object) => void }),
        ...(pieces.constructor && { body: values[pieces.constructor] as Recipe['body'] & object }),
      }
      recipes.set(constructor, recipe)
      return recipe
    }
    const code = construction(recipeOf)
    for (const version of recordOf(draft.module, after).versions) if (version.kind === 'constructor') fill(version, code, journal)
  } })
}

const constructorOf = ({ shape }: Site): Site | undefined => shape!.members.find(member => member.kind === 'constructor')?.site

/** Private fields that Node's code installs get the value that the new text says: `f(){this.#locked=(…);}`. */
function resetCode({ unit }: ClassDraft, members: readonly Member[]): string {
  const emitted: Emitted[] = []
  const text = members.map(member => `this.${member.key}=(${unit.text(member.value!.start, member.value!.end, member.site?.children ?? [], member.site?.refs ?? [], emitted)});`)
  return unit.add(members[0]!.start, `({__proto__:$lch,f(){${text.join('')}}}).f`, emitted)
}
