import type { ClassUnit, Constructor } from '../5-plan/classes/class-unit.ts'
import type { Journal } from '../journal.ts'
import { linkMaker } from '../5-plan/classes/heritage.ts'
import type { Recipe } from '../5-plan/classes/recipe.ts'
import type { Install, Layered } from '../live-module.ts'
import type { World } from '../world.ts'

type Make = (values: object, install: Install | undefined, link: (made: Constructor) => Constructor, key: (member: string) => PropertyKey | undefined) => unknown

/**
 * What the construction slot of a class is filled with: code made in the scope of the class. A class that exists many
 * times keeps its own, and asks for it once.
 */
export function constructs(world: World, unit: ClassUnit, { piece, throughOwn }: Recipe, computed: readonly string[]): (constructor: Constructor, journal?: Journal) => unknown {
  return (constructor, journal) => {
    const values = unit.values(constructor)
    const homes = world.homes.get(constructor)!
    const link = (made: Constructor): Constructor => {
      const { maker } = homes
      journal?.push(() => { if (maker) homes.maker = maker; else delete homes.maker })
      homes.maker = { made, throughOwn }
      linkMaker(constructor, homes)
      return made
    }
    const code = (values[piece] as Make)(values, installAll(world.installers.get(constructor) ?? [], unit.saysPrivate), link, member => world.keys.get(constructor)?.native[computed.indexOf(member)])
    if (!journal) world.makers.get(constructor)!(code)
    return code
  }
}

/** An object that a base class gives once more has the names that the source has lost, and gets them no second time. */
function installAll(layers: readonly Layered[], says: ReadonlySet<string>): Install | undefined {
  const newest = new Map(layers.flatMap(layer => layer.names.map(name => [name, layer] as const)))
  const puts = layers.map((layer): Install => layer.names.some(name => says.has(name) && newest.get(name) === layer)
    ? layer.put
    : object => { if (!layer.has(object)) layer.put(object) })
  return puts.length < 2 ? puts[0] : object => { for (const put of puts) put(object) }
}
