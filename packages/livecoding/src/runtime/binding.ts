import { isPlace } from '../3-analyse/items/commonjs.ts'
import { isNativeBinding } from '../graph/targets.ts'
import { setName } from './names.ts'
import type { LiveModule } from '../live-module.ts'
import { property } from '../3-analyse/property.ts'
import { giveMember, hasMember, memberBack, takeMember } from './space.ts'
import { hasPlace, placeBack, readPlace, removePlace, writePlace } from './place.ts'

/** The value of a top-level name. @throws ReferenceError in its dead zone, as the name itself would */
export function readName(module: LiveModule, name: string): unknown {
  if (!module.runtime) throw new ReferenceError(`Cannot access '${name}' before initialization`)
  return hasReader(name) ? readerOf(module, name)() : readPlace(module, name)
}

/** A place among the exports of a CommonJS module is no name that code could say. */
export const hasReader = (name: string): boolean => !isPlace(name)

/** Code in the scope of a module that has begun, which gives the value of a name. */
export function readerOf(module: LiveModule, name: string): () => unknown {
  readersOf(module, [name])
  return (isNativeBinding(module, name) ? module.runtime!.readers : module.runtime!.lateReaders).get(name)!
}

/** Makes what is missing of them in one evaluation. */
export function readersOf(module: LiveModule, names: readonly string[]): void {
  const runtime = module.runtime!
  const asked = names.map(name => isNativeBinding(module, name) ? [runtime.readers, name, name] as const : [runtime.lateReaders, name, `$lc.t${property(name)}`] as const)
  const missing = asked.filter(([known, name]) => !known.has(name))
  if (missing.length === 0) return
  const made = runtime.evaluate(`[${missing.map(([, , said]) => `()=>${said}`).join(',')}]`) as (() => unknown)[]
  missing.forEach(([known, name], index) => known.set(name, made[index]!))
}

export function writeName(module: LiveModule, name: string, value: unknown): void {
  const runtime = module.runtime!
  if (isPlace(name)) return writePlace(module, name, value)
  if (!isNativeBinding(module, name)) {
    setName(runtime.t, name, value)
    giveMember(module, name)
    return
  }
  let write = runtime.writers.get(name)
  if (!write) runtime.writers.set(name, write = runtime.evaluate(`$lcv=>{${name}=$lcv}`) as (value: unknown) => void)
  write(value)
}

/** Gives a name a value, until it is taken back. */
export function assign(module: LiveModule, name: string, value: unknown, journal: (() => unknown)[]): undefined {
  const had = isNativeBinding(module, name) || canLose(module, name)
  const before = peekName(module, name)
  journal.push(memberBack(module, name), () => {
    if (had) writeName(module, name, before)
    else removeName(module, name)
  })
  writeName(module, name, value)
}

/** Names that an edit brings throw until they are initialised, as on a fresh start. */
export function beginDeadZone(module: LiveModule, names: readonly string[], journal: (() => unknown)[]): void {
  const { t } = module.runtime!
  for (const name of names) {
    if (Object.hasOwn(t, name) || isPlace(name) || isNativeBinding(module, name)) continue
    const fail = (): never => { throw new ReferenceError(`Cannot access '${name}' before initialization`) }
    journal.push(() => Reflect.deleteProperty(t, name))
    Object.defineProperty(t, name, { get: fail, set: fail, enumerable: true, configurable: true })
  }
}

/** As `beginDeadZone` left it. */
export function isDead(module: LiveModule, name: string): boolean {
  const its = module.runtime && Object.getOwnPropertyDescriptor(module.runtime.t, name)
  return its?.get !== undefined && its.get === its.set && !isNativeBinding(module, name)
}

/** The value, or undefined where the name has none yet. */
export function peekName(module: LiveModule, name: string): unknown {
  // A save may bring many names: an exception for each takes its time.
  if (isDead(module, name)) return undefined
  try { return readName(module, name) } catch (error) {
    if (error instanceof ReferenceError) return undefined
    throw error
  }
}

/** Whether an edit can take the name away: it was added by one, or is a place among the exports. */
export const canLose = (module: LiveModule, name: string): boolean =>
  isPlace(name) ? hasPlace(module, name) : !isNativeBinding(module, name) && Object.hasOwn(module.runtime!.t, name) && hasMember(module, name)

export function removeName(module: LiveModule, name: string): void {
  if (isPlace(name)) removePlace(module, name)
  else {
    Reflect.deleteProperty(module.runtime!.t, name)
    takeMember(module, name)
  }
}

/** Takes a name away for all code but that which only its holders have: that goes on with the variable as it was. */
export function loseName(module: LiveModule, name: string, journal: (() => unknown)[]): void {
  let value = readName(module, name)
  journal.push(memberBack(module, name), isPlace(name) ? placeBack(module, name) : () => writeName(module, name, value))
  removeName(module, name)
  if (isPlace(name)) return
  const lost = Object.getPrototypeOf(module.runtime!.t) as object
  Object.defineProperty(lost, name, { get: () => value, set: (now: unknown) => { value = now }, configurable: true })
  journal.push(() => Reflect.deleteProperty(lost, name))
}
