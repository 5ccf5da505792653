import type { Member, Site } from '../3-analyse/shapes.ts'
import { memberId } from '../3-analyse/decorated.ts'
import { construction, type Recipe } from '../runtime/construction.ts'
import { fill } from '../runtime/slot.ts'
import type { ClassDraft } from './class.ts'
import type { World } from '../world.ts'
import type { ClassUnit, Constructor } from './class-unit.ts'
import { cannotSplit, constructorCode } from './constructor.ts'
import { problem } from '../messages/message.ts'
import { tell, touches, warn } from './draft.ts'
import { fieldClass, put } from './fields.ts'
import { publicFields, recordFor } from './records.ts'
import { renamedIn } from './renamed.ts'
import { planSites } from './sites.ts'
import type { Emitted } from '../instrument/emit.ts'

/** New instances: from now on the engine's newest fields and constructor make them, wherever the class is held. */
export function planConstruction(plan: ClassDraft, fields: readonly Member[], fieldsChanged: boolean): void {
  const { before, after, draft, placed, unit } = plan
  const [old, now] = [before, after].map(constructorOf)
  const parentCame = (before.shape!.heritage === undefined) !== (after.shape!.heritage === undefined)
  const changed = old?.deep !== now?.deep
  if (old && now) planSites(draft, old.children, now.children, placed, { host: plan, renamed: renamedIn(old, now) })
  const names = (now !== undefined && touches(now.free, draft)) || draft.change.again?.has(after) === true
  if (!fieldsChanged && !changed && !parentCame && !names && !fields.some(member => member.site && touches(member.site.free, draft))) return
  if (old?.own !== now?.own) tell(draft, { action: old && now ? 'patched' : now ? 'added' : 'removed', kind: 'constructor', name: `${after.title}.constructor`, verdict: 'new-only' }, placed, now?.start ?? after.start)
  const obstacle = now && after.shape!.heritage && cannotSplit(now)
  if (obstacle) return warn(draft, problem('LC2205', { class: after.title, reason: obstacle }), placed, now.start)
  const publicOnes = fields.filter(member => !member.private)
  const reset = fields.filter(member => member.private && member.value && before.shape!.privates.includes(member.key))
  const pieces = {
    fields: publicOnes.length > 0 ? fieldClass(plan, publicOnes) : undefined,
    privates: reset.length > 0 ? resetCode(plan, reset) : undefined,
    constructor: now && constructorCode(plan, now, after.shape!.heritage !== undefined),
  }
  const order = publicFields(after)
  const { world, module } = draft
  const derived = after.shape!.heritage !== undefined
  const versions = [...(draft.records.get(after) ?? recordFor(draft, after)).versions]
  draft.declare.push({ do: 'call', module, line: 1, call: journal => {
    const code = construction(recipes({ world, unit, natives: plan.classes, order, derived, pieces }))
    for (const version of versions) if (version.kind === 'constructor') fill(version, code, journal)
  } })
}

interface Ingredients {
  world: World
  unit: ClassUnit
  natives: ReadonlyMap<Constructor, readonly string[]>
  order: readonly string[]
  derived: boolean
  pieces: { fields: string | undefined, privates: string | undefined, constructor: string | undefined }
}

/** The recipe of each class, made when its first instance is. It lives as long as the class: it holds on to nothing else of the update. */
function recipes({ world, unit, natives, order, derived, pieces }: Ingredients): (constructor: Constructor) => Recipe {
  const known = new WeakMap<Constructor, Recipe>()
  const fieldsOf = new WeakMap(natives)
  return constructor => {
    let recipe = known.get(constructor)
    if (recipe) return recipe
    const values = unit.values(constructor)
    const native = fieldsOf.get(constructor) ?? []
    const kept = native.findIndex((key, index) => order[index] !== key)
    recipe = {
      derived, nativelyDerived: world.derived.has(constructor), start: self => world.decorated.get(constructor)?.start(self),
      trim: kept < 0 ? [] : native.slice(kept).toReversed(), installers: world.installers.get(constructor) ?? [],
      ...(pieces.fields && { fields: put(values[pieces.fields] as never, constructor, world) }),
      ...(pieces.privates && { privates: values[pieces.privates] as (this: object) => void }),
      ...(pieces.constructor && { body: values[pieces.constructor] as Recipe['body'] & object }),
    }
    known.set(constructor, recipe)
    return recipe
  }
}

const constructorOf = ({ shape }: Site): Site | undefined => shape!.members.find(member => member.kind === 'constructor')?.site

/** Private fields that Node's code installs get the value that the new text says: `f(){this.#locked=(…);}`. */
function resetCode({ unit, after }: ClassDraft, members: readonly Member[]): string {
  const emitted: Emitted[] = []
  const text = members.map(member => `this.${member.key}=${initialised(after, member, unit.text(member.value!.start, member.value!.end, member.site?.children ?? [], member.site?.refs ?? [], emitted))};`)
  return unit.add(members[0]!.start, `({__proto__:$lch,f(){${text.join('')}}}).f`, emitted)
}

/** The value of a field as its decorators, if it has some, want it. */
export function initialised({ shape }: Site, member: Member, value: string): string {
  if (member.decorators.each.length === 0 || shape!.legacy) return `(${value})`
  const id = JSON.stringify(memberId(member))
  return `$lcD.of($lcC).init(${id},this,(${value}));$lcD.of($lcC).after(${id},this)`
}
