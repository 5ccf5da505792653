import { instancesOf } from '../instances/instances.ts'
import { peekName } from '../runtime/binding.ts'
import type { LiveModule } from '../live-module.ts'
import type { World } from '../world.ts'
import type { Class, ClassHappening, FunctionHappening, Happening } from './happenings.ts'

type More = Partial<Pick<ClassHappening, 'name' | 'was' | 'members' | 'reparented'>>

/** What is told of a class beside its name, place and action. */
export const classHappening = (world: World, module: LiveModule, constructor: Class, action: ClassHappening['action'], more: More = {}): ClassHappening => ({
  type: 'class', action, constructor, name: constructor.name, module: module.path, members: { added: [], removed: [], changed: [] }, reparented: false,
  instances: () => instancesOf(world, constructor), ...more,
})

export const classDefined = (world: World, module: LiveModule, constructor: Class): ClassHappening => classHappening(world, module, constructor, 'defined')

export const functionHappening = (module: LiveModule, name: string, action: FunctionHappening['action'], more: Pick<FunctionHappening, 'value' | 'was'>): FunctionHappening =>
  ({ type: 'function', action, name, module: module.path, ...more })

/** A module has been evaluated; its classes were told as they came. */
export function moduleAdded(module: LiveModule): Happening[] {
  const functions = module.current.placed.flatMap(({ chunk }) => chunk.items).filter(({ self }) => self && self.kind !== 'class')
  return [
    { type: 'module', action: 'added', module: module.path },
    ...functions.map(({ names, title }) => functionHappening(module, title, 'defined', { value: () => peekName(module, names[0]!) })),
  ]
}
