import { migrate } from '../instances/heap.ts'
import type { Chain } from '../ghosts/chains.ts'
import type { Ghost } from '../ghosts/ghosts.ts'
import type { ReferrersOptions } from '../ghosts/referrers.ts'
import { versionOf } from '../undo/history.ts'
import { registry, type Registry } from '../runtime/registry.ts'

type Class<T> = abstract new (...args: never[]) => T

/**
 * What a running program can ask of the engine that runs it.
 *
 * @example
 * class Player {
 *   gold = 10
 *   static [live.migrate](player: Player, { added }: Migration) { if (added.includes('gold')) player.gold = 50 }
 * }
 */
export const live = {
  /** The name of the static method that an update calls once for each existing instance whose fields it changed. */
  migrate: migrate as typeof migrate,

  /**
   * The living instances of a class, those of its subclasses included, found by a walk of the heap.
   *
   * @throws Error where no engine runs in this process
   */
  instances<T extends object>(constructor: Class<T>): T[] {
    return engine().instances(constructor) as T[]
  },

  /**
   * The version of its file from which the code of a function or class is: 1 as loaded. Undefined for what does not stand at
   * the top level of a file that is followed.
   *
   * @throws Error where no engine runs in this process
   * @example
   * live.versionOf(greet) // 3: the third version of greet.ts was the last to change it
   */
  versionOf(value: object): number | undefined {
    return versionOf(engine().host!.world, value)
  },

  /**
   * The chains of references that keep an object alive, from a snapshot of the heap, shortest first; the engine's own and weak
   * references are left out. It takes a second or more, and memory, in a large program.
   *
   * @throws Error where no engine runs in this process
   * @example
   * for (const { text } of await live.referrers(door)) console.log(text) // an entry of a Map <- variable doors in house.ts
   */
  async referrers(object: object, options: ReferrersOptions = {}): Promise<Chain[]> {
    const { world } = engine().host!
    return (await import('../ghosts/referrers.ts')).referrersOf(world, object, options)
  },

  /**
   * Classes and functions that the source has no more and the program still reaches, each with what keeps it alive.
   *
   * @throws Error where no engine runs in this process
   * @example
   * for (const { name, file, chains } of await live.ghosts()) console.log(name, file, chains[0]?.text)
   */
  async ghosts(options: ReferrersOptions = {}): Promise<Ghost[]> {
    const { world } = engine().host!
    return (await import('../ghosts/ghosts.ts')).ghostsOf(world, options)
  },
}

function engine(): Registry {
  const found = registry()
  if (!found) throw new Error('No livecoding engine runs in this process: start the program with `livecoding run`.')
  return found
}

/** What `[live.migrate]` is told beside the instance. */
export interface Migration {
  /** Names of the fields that are new. */
  added: string[]
  /** The instance's last values of fields that are gone. */
  removed: Record<string, unknown>
  /** Old name to new name. */
  renamed: Record<string, string>
}
