import { relative } from 'node:path'
import { callback } from '../effects/effect.ts'
import { problem } from '../messages/message.ts'
import { describe } from '../messages/thrown.ts'
import type { UpdateReport } from '../8-report/report.ts'
import type { LiveModule } from '../live-module.ts'
import type { World } from '../world.ts'
import { moduleOf } from '../graph/modules.ts'
import { namespaceOf } from './namespace.ts'

type Listener = (report: UpdateReport) => unknown

/** `import.meta.hot`, as Vite's users know it. */
export interface Hot {
  readonly data: Record<string, unknown>
  accept(first?: unknown, accept?: unknown): void
  acceptExports(names: unknown, accept?: unknown): void
  dispose(disposal: Disposal): void
  prune(callback: (data: Record<string, unknown>) => void): void
  invalidate(message?: string): void
  decline(): void
  send(event: string, payload?: unknown): void
  on(event: 'livecoding:update', listener: Listener): void
  off(event: 'livecoding:update', listener: Listener): void
}

type Data = Record<string, unknown>
type Disposal = ((data: Data) => unknown) | { [Symbol.dispose](): unknown } | { [Symbol.asyncDispose](): unknown }

function disposalOf(disposal: Disposal, data: Data): () => unknown {
  if (typeof disposal === 'function') return () => disposal(data)
  return () => Symbol.asyncDispose in disposal ? disposal[Symbol.asyncDispose]() : disposal[Symbol.dispose]()
}

export function createHot(world: World, module: LiveModule, invalidate: (message?: string) => void): Hot {
  const data: Record<string, unknown> = {}
  // A listener goes with the statement that gave it, like one of any emitter.
  const listen = (listener: Listener): void => {
    world.listeners.add(listener)
    world.recorder.add(world.recorder.current() ?? module, {
      kind: 'listener', name: 'livecoding:update', isOver: () => !world.listeners.has(listener),
      dispose() {
        world.listeners.delete(listener)
        return { restore() { world.listeners.add(listener) } }
      },
    })
  }
  const failed = (error: unknown): void => {
    const file = relative(world.root, module.path)
    world.lifecycle.report({ ...problem('LC2401', { module: file, error: describe(error) }), file })
  }
  const given = (of: LiveModule | undefined): object | undefined => of && namespaceOf(world, of)
  const told = (accept: unknown, to: (LiveModule | undefined)[], value: (isEdited: (each: LiveModule | undefined) => boolean) => unknown): void => {
    if (typeof accept !== 'function') return
    listen(report => {
      const names = new Set(report.edits.filter(edit => edit.action !== 'disposed').map(edit => edit.module))
      const isEdited = (each: LiveModule | undefined): boolean => each !== undefined && names.has(relative(world.root, each.path))
      return report.status === 'applied' && to.some(isEdited) ? accept(value(isEdited)) as unknown : undefined
    })
  }
  return {
    data,
    // Every module takes its edits in place, so nothing needs to be accepted; who asks is told of them.
    accept(first, accept) {
      if (typeof first !== 'string' && !Array.isArray(first)) return told(first, [module], () => given(module))
      const others = [first].flat().map(specifier => moduleOf(world, module.resolved.get(String(specifier)) ?? new URL(String(specifier), module.url).href))
      told(accept, others, isEdited => Array.isArray(first) ? others.map(each => isEdited(each) ? given(each) : undefined) : given(others[0]))
    },
    acceptExports(_, accept) { told(accept, [module], () => given(module)) },
    dispose(disposal) {
      const dispose = disposalOf(disposal, data)
      world.recorder.add(world.recorder.current() ?? module, callback(() => {
        const done = dispose()
        // Nobody else would hear that it failed later.
        if (done instanceof Promise) done.catch(failed)
      }))
    },
    prune(prune) { world.recorder.add(module, callback(() => prune(data))) },
    invalidate,
    // Nothing that could not follow, and no other side that would hear.
    decline() {},
    send() {},
    on(event, listener) { if (event === 'livecoding:update') listen(listener) },
    off(event, listener) { if (event === 'livecoding:update') world.listeners.delete(listener) },
  }
}
