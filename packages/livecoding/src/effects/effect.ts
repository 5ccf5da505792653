/**
 * What the top level of a module made, and what becomes of it:
 *
 *   recorded ──> live ──> over (fired, cleared, removed, closed: nothing to tell)
 *                  │
 *                  └─ dispose ──> Disposed ─┬─ release   the update is committed
 *                       ^                   │
 *                       └─── live <─────────┴─ restore   the update is rolled back
 */
/** `other`: what nobody but the program can end; it is told, and stays. So does a `call`, unless what it waits for was ended. */
export type EffectKind = 'timer' | 'immediate' | 'listener' | 'server' | 'watcher' | 'worker' | 'child process' | 'call' | 'other' | 'dispose'

export interface Effect {
  readonly kind: EffectKind
  /** As a person would say it: `interval 5 ms`, `listener knock`, `server :4000`. */
  readonly name: string
  isOver(): boolean
  /** Remembers its place, before anything of its owner is disposed. */
  mark?(): void
  /** Ends it; gives nothing back where there was nothing to end. */
  dispose(): Undo | undefined
}

export interface Undo {
  /** Registers the same thing again, at its old place. */
  restore(): void | Promise<void>
  /** Lets go of what was kept only for `restore`: a server's idle connections. */
  release?(): void
  /** Begins anew after `release`, where that is not what `restore` does. */
  again?(): void
  /** After `release` it cannot begin again. */
  isFinal?: true
}

export interface Disposed {
  /** Whose it was: the statement's, or that of a part of it. */
  owner: object
  kind: EffectKind
  name: string
  isOver(): boolean
  /** What the dispose threw. */
  error?: unknown
  /** Its owner owns it again afterwards. */
  restore(): void | Promise<void>
  release(): void
  /** Once it is released: its owner has it again. */
  again(): void
  isFinal: boolean
}

/** What `import.meta.hot.dispose` was given. */
export function callback(undo: () => void): Effect {
  return {
    kind: 'dispose',
    name: 'dispose',
    isOver: () => false,
    dispose() {
      undo()
      return { restore() {} }
    }
  }
}
