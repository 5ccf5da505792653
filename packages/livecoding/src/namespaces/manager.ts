import type { Problem, UpdateReport } from '../8-report/report.ts'
import { start } from '../engine/engine.ts'
import { addGates, type GateOptions } from '../6-verify/gates/options.ts'
import type { Host } from '../engine/host.ts'
import { historyOf, versionOfFile, type PastUpdate } from '../undo/history.ts'
import { fault } from '../messages/fault.ts'
import type { Class } from '../lifecycle/happenings.ts'
import { problem } from '../messages/message.ts'
import { describe } from '../messages/thrown.ts'
import { inject, type Injection } from '../overrides/inject.ts'
import { putInFront, type Override } from '../overrides/override.ts'
import { functionTarget, memberTarget } from '../overrides/target.ts'
import { namespaceOf } from '../runtime/namespace.ts'
import { registry } from '../runtime/registry.ts'
import { checkDirectory, checkGates, checkInjection, checkListener, checkListenerOf, checkOver, checkTarget } from './arguments.ts'
import { directoryAt, load, newDirectory, unload, type Added } from './directory.ts'
import { writeDeclarations } from './declarations.ts'
import type { Accessors, AnyFunction, CodeManagerOptions, Make, Over } from './manager-types.ts'
import { leaksOf, type Leak } from './leaks.ts'
import { eventsOf, type CodeEvents } from './events.ts'
import { namespacesAt, type DirectoryOptions } from './members.ts'
import { isOffered, otherNamespaces } from './space.ts'

/** Adds the directories that the command line names; problems of their files are told as the engine's. */
export async function addAll(wanted: readonly (DirectoryOptions & { namespace: string, folder: string })[], options: CodeManagerOptions): Promise<void> {
  const code = new CodeManager(options)
  for (const { namespace, folder, ...options } of wanted) {
    const { problems } = await code.addDirectory(folder, namespace, options)
    problems.forEach(registry()!.host!.problem)
  }
}

/** A folder whose files are namespaces. */
export interface AddedDirectory { path: string, namespace: string, files: string[] }

/**
 * Folders as namespaces: all files of a folder share one, and the names of files are no part of it.
 *
 * It uses the engine that runs, as under `livecoding run`, or starts one.
 *
 * @example
 * const code = new CodeManager({ detectChanges: true })
 * await code.addDirectory('./server', 'applib')
 * const { NetworkService } = await import('applib/services')
 */
export class CodeManager {
  readonly #host: Host

  constructor({ detectChanges = false, declarations = false, root, ...gates }: CodeManagerOptions = {}) {
    const { poll, inline = false } = typeof detectChanges === 'object' ? detectChanges : {}
    if (!registry()) start({ ...root !== undefined && { root }, ...poll !== undefined && { poll }, watch: inline ? 'inline' : detectChanges !== false })
    this.#host = registry()!.host!
    this.#host.allowInner()
    checkGates(gates)
    addGates(this.#host.world, gates)
    if (declarations !== false) this.#keepDeclarations(declarations === true ? 'node_modules' : declarations)
  }

  /**
   * Loads the files of a folder and offers their exports under `namespace`; those of its folders under `namespace/folder`.
   *
   * A file that cannot be loaded is told in the result and leaves the others alone; it is tried again when it is saved.
   *
   * @throws Error LC3201 where a package has the name, LC3204 where it is no identifier, LC3205 where the folder cannot be
   * read, LC3206 where it was added before, LC3215 where an argument is of another kind
   * @example
   * const { problems } = await code.addDirectory('./server', 'applib', { exclude: ['drafts/**'] })
   */
  async addDirectory(folder: string, namespace: string, options: DirectoryOptions = {}): Promise<Added> {
    const { world, resolver, cache, ask, enqueue, watch } = this.#host
    checkDirectory(folder, namespace, options)
    return ask(() => enqueue(async () => load(world, { resolver, cache }, newDirectory(world, resolver, folder, namespace, options), watch)))
  }

  /**
   * Takes a folder out of its namespace: its names go, what runs stays with those who hold it.
   *
   * @throws Error LC3207 where it was not added, LC3209 where something still imports a name that only it has
   */
  async removeDirectory(folder: string, namespace?: string): Promise<void> {
    const { world, resolver, ask, enqueue } = this.#host
    return ask(() => enqueue(async () => unload(world, resolver, directoryAt(world, folder, namespace))))
  }

  /** The folders that were added, with the files that are loaded from them. */
  directories(): AddedDirectory[] {
    const { world } = this.#host
    const loaded = [...world.modules.values()].filter(module => !module.dormant && module.runtime)
    return world.directories.map(directory => ({
      path: directory.path, namespace: directory.namespace,
      files: loaded.flatMap(({ path }) => namespacesAt([directory], path).length > 0 ? path : []).sort(),
    }))
  }

  /**
   * The live object of a namespace: it gains and loses names as files come and go.
   *
   * @throws Error LC3210 where there is no such namespace
   */
  namespace(name: string): Record<string, unknown> {
    const { world } = this.#host
    if (!isOffered(world, name)) throw fault('LC3210', { namespace: name, ...otherNamespaces(world, name) })
    return namespaceOf(world, world.spaces.get(name)!.module) as Record<string, unknown>
  }

  /** Namespaces change with files and with conflicts, which come with an update. */
  #keepDeclarations(out: string): void {
    const { world } = this.#host
    const write = (): void => { writeDeclarations(world, out) }
    world.lifecycle.observe(happening => { if (happening.type === 'namespace' || (happening.type === 'update' && happening.report.problems.length > 0)) queueMicrotask(write) })
  }

  /**
   * Puts code in front of a function, of a method (or getter and setter) of a class, wherever it is held. What it is given as
   * `original` calls the code that the source has then, so edits go on underneath; several stand in front of one another.
   *
   * @throws Error LC3301 where the class itself has no such member, LC3302 where code is made anew for each call of a function
   * around it, LC3303 where it is nothing that the engine follows, LC3215 where an argument is of another kind
   * @example
   * const loud = await code.override(Player, 'say', original => function (text) { return original.call(this, text.toUpperCase()) })
   * loud.remove()
   */
  async override<F extends AnyFunction>(target: F, make: Over<F>): Promise<Override>
  async override<T extends object, K extends string & keyof T>(target: abstract new (...args: never[]) => T, member: K, make: T[K] extends AnyFunction ? Over<T[K], T> : Accessors<T, T[K]>): Promise<Override>
  async override<C extends object, K extends string & keyof C>(target: C, member: K, make: C[K] extends AnyFunction ? Over<C[K], C> : Accessors<C, C[K]>): Promise<Override>
  async override(target: object, ...rest: [Make] | [string, Make | { get?: Make, set?: Make }]): Promise<Override> {
    const { world, ask, enqueue } = this.#host
    checkTarget('override', target)
    checkOver(rest)
    return ask(() => enqueue(async () => {
      if (rest.length === 1) return putInFront(world, functionTarget(world, target), 'function', rest[0])
      const [member, make] = rest
      if (typeof make === 'function') return putInFront(world, memberTarget(world, target, member, 'method'), 'method', make)
      const parts: Override[] = []
      if (make.get) parts.push(await putInFront(world, memberTarget(world, target, member, 'getter'), 'getter', make.get))
      if (make.set) parts.push(await putInFront(world, memberTarget(world, target, member, 'setter'), 'setter', make.set))
      return { remove: () => { for (const part of parts) part.remove() } }
    }))
  }

  /**
   * Runs code at the entry and at every exit of a method, a getter and setter, or a constructor, without touching its source. Code that nothing is
   * injected into pays nothing.
   *
   * @throws Error LC3215, LC3301, LC3302, LC3303 as `override`
   * @example
   * await code.inject(Player, 'constructor', { onReturn: ({ self }) => console.log('made', self) })
   * await code.inject(Player, 'say', { before: ({ args }) => console.log('says', ...args) })
   */
  async inject(constructor: abstract new (...args: never[]) => object, member: string, injection: Injection): Promise<Override> {
    const { world, ask, enqueue, problem: tell } = this.#host
    checkTarget('inject', constructor)
    checkInjection(member, injection)
    const failed = (error: unknown): void => { tell(problem('LC3304', { member: `${constructor.name}.${member}`, error: describe(error) })) }
    return ask(() => enqueue(() => inject(world, constructor, member, injection, failed)))
  }

  /**
   * Calls a listener with every new instance of a class and of its subclasses, once, when its outermost constructor has ended;
   * gives a function that ends it.
   *
   * @throws Error LC3303 where the class is not one that the engine follows, LC3215 where an argument is of another kind
   * @example
   * const end = code.onInstance(Player, player => console.log(player))
   */
  onInstance<T extends object>(constructor: abstract new (...args: never[]) => T, listener: (instance: T) => unknown): () => void {
    const { instances } = this.#host.world.lifecycle
    checkTarget('onInstance', constructor)
    checkListenerOf('onInstance', listener)
    if (!instances.isManaged(constructor)) throw fault('LC3303', { name: constructor.name || 'This class' })
    return instances.created(constructor as Class, listener as (instance: object) => void)
  }

  /** The version of a file that runs: 1 as it was loaded, one more for each update; undefined where it is not loaded. */
  version(file: string): number | undefined {
    return versionOfFile(this.#host.world, file)
  }

  /** The updates that were applied and that can be undone, oldest first, each with its number. */
  history(): PastUpdate[] {
    return historyOf(this.#host.world)
  }

  /**
   * Takes the program back by so many updates, the last one first; the files stay as they are, and saving one brings its text in
   * again. Gives the reports, which are fewer where there is nothing left to undo or one cannot be undone.
   *
   * @example
   * const [last] = await code.undo()
   */
  async undo(count = 1): Promise<UpdateReport[]> {
    return this.#steps(count, () => this.#host.engine.undo())
  }

  /**
   * Brings in again what `undo` took away, the last one first, until an update comes between. Gives the reports, which are fewer
   * where there is nothing left to bring back or one cannot be.
   *
   * @example
   * await code.undo(3)
   * await code.redo(2)
   */
  async redo(count = 1): Promise<UpdateReport[]> {
    return this.#steps(count, () => this.#host.engine.redo())
  }

  async #steps(count: number, step: () => Promise<UpdateReport | undefined>): Promise<UpdateReport[]> {
    const reports: UpdateReport[] = []
    while (reports.length < count) {
      const report = await step()
      if (report) reports.push(report)
      if (report?.status !== 'applied') break
    }
    return reports
  }

  /**
   * Names that the source lost and that the program may still hold: they come back as the same objects, until another file
   * of the namespace takes the name.
   *
   * @example
   * for (const { name, namespace, version } of code.leaks()) console.log(`${namespace}.${name} went after version ${version}`)
   */
  leaks(): Leak[] {
    return leaksOf(this.#host.world)
  }

  /**
   * Asks these gates too from now on.
   *
   * @throws Error LC3214 where types are to be checked and the project has no TypeScript, LC3215 where a validator is no function
   * @example
   * code.addGates({ validate: (file, exports) => 'default' in exports ? 'no default exports here' : true })
   */
  addGates(gates: GateOptions): void {
    checkGates(gates)
    addGates(this.#host.world, gates)
  }

  /** Ends the engine of the process: nothing is followed any more, and what runs goes on. What needs the engine rejects from then on (LC3003). */
  stop(): void {
    this.#host.engine.stop()
  }

  /**
   * Calls a listener for what becomes of the program's code; gives a function that ends it.
   *
   * Listeners are called when the update is in place. One that throws is a problem (LC3401) and stops nothing, and one that
   * saves a file itself starts an update of its own afterwards. Classes in folders that are added later are told as they
   * are loaded.
   *
   * @throws Error LC3215 where there is no such event
   * @example
   * code.on('classUpdated', ({ constructor, members, instances }) => {
   *   if (members.added.length > 0) console.log(constructor.name, instances().length)
   * })
   */
  on<K extends keyof CodeEvents>(event: K, listener: (happened: CodeEvents[K]) => unknown): () => void {
    const { world, engine } = this.#host
    checkListener(event, listener)
    if (event === 'problem') return engine.on('problem', listener as (problem: Problem) => void)
    return world.lifecycle.observe(happening => {
      const found = eventsOf(world, happening).find(each => each.event === event)
      return found && listener(found.happened as CodeEvents[K])
    })
  }

  /**
   * Applies what was saved since the last call, where changes are detected `inline`; else waits for the update under way.
   * Undefined: nothing was saved.
   *
   * @throws Error LC3003 once the engine was stopped
   * @example
   * const code = new CodeManager({ detectChanges: { inline: true } })
   * await code.addDirectory('./server', 'applib')
   * await code.processFileEvents()
   */
  async processFileEvents(): Promise<UpdateReport | undefined> {
    return this.#host.take()
  }

  /**
   * Tells of a file that was added, changed or deleted; what the file holds decides.
   *
   * @throws Error LC3003 once the engine was stopped
   * @example
   * await code.processChangedFile('server/services/mail.ts', 'changed')
   */
  async processChangedFile(path: string, _what: 'added' | 'changed' | 'deleted'): Promise<UpdateReport> {
    return this.#host.engine.update([path])
  }
}
