import type { UpdateReport } from '../8-report/report.ts'

export type Class<T extends object = object> = (abstract new (...args: never[]) => T) & { prototype: T }

/** What became of the program's code. It is told once the update that brought it is in place; at the start as it is loaded. */
export type Happening = ClassHappening | FunctionHappening | ModuleHappening | NamespaceHappening | UpdateHappening

export interface ClassHappening {
  type: 'class'
  /** `back`: it was removed, and has its name again. */
  action: 'defined' | 'updated' | 'removed' | 'renamed' | 'moved' | 'back'
  constructor: Class
  name: string
  /** What it was called before, where it is renamed. */
  was?: string
  /** The path of its file. */
  module: string
  /** What an update changed: a changed member has another body, initialiser or decorator. */
  members: { added: MemberName[], removed: MemberName[], changed: MemberName[] }
  /** The update changed what it extends. */
  reparented: boolean
  /** Its living instances, those of subclasses included, found by a walk of the heap. */
  instances(): object[]
}

export interface MemberName { name: string, kind: 'method' | 'getter' | 'setter' | 'constructor' | 'field' | 'static-block', static: boolean }

/** A function at the top level of a module. */
export interface FunctionHappening {
  type: 'function'
  action: 'defined' | 'updated' | 'removed' | 'renamed' | 'moved' | 'back'
  name: string
  was?: string
  module: string
  /** The function, where it can be reached. */
  value(): unknown
}

/** `removed`: its file is gone, or nobody imports it any more. */
export interface ModuleHappening { type: 'module', action: 'added' | 'updated' | 'removed', module: string }

/** A namespace gained names, or lost some. */
export interface NamespaceHappening { type: 'namespace', namespace: string, added: string[], removed: string[] }

/** The end of each update, after all that it brought; `undo`: it took the program back. */
export interface UpdateHappening { type: 'update', report: UpdateReport, undo: boolean }
