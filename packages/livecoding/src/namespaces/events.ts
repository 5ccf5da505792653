import type { Problem, UpdateReport } from '../8-report/report.ts'
import type { Class, ClassHappening, Happening } from '../lifecycle/happenings.ts'
import type { World } from '../world.ts'
import { namespacesAt } from './members.ts'

/** Where something stands: its file, and the namespaces that have it. */
interface Place { file: string, namespaces: string[] }

export interface ClassCreated extends Place {
  name: string
  constructor: Class
  /** It was removed and has come back: the same class. */
  back: boolean
}

export interface ClassUpdated extends Place, Pick<ClassHappening, 'members' | 'reparented' | 'instances'> {
  name: string
  constructor: Class
  /** What it was called before. */
  was?: string
}

export interface FunctionEvent extends Place {
  name: string
  was?: string
  /** The function, where it can be reached. */
  value(): unknown
}

/** What a `CodeManager` tells, once the update that brought it is in place. */
export interface CodeEvents {
  classCreated: ClassCreated
  classUpdated: ClassUpdated
  classRemoved: Omit<ClassCreated, 'back'>
  functionCreated: FunctionEvent
  functionUpdated: FunctionEvent
  functionRemoved: FunctionEvent
  /** A namespace gained or lost names. */
  namespaceChanged: { namespace: string, added: string[], removed: string[] }
  moduleAdded: Place
  moduleUpdated: Place
  moduleRemoved: Place
  /** The end of each update, whatever became of it. */
  update: UpdateReport
  /** A save was rejected, or failed and was taken back. */
  updateRejected: UpdateReport
  /** What cannot be done at all, such as following a folder; a listener that threw. */
  problem: Problem
}

type Told = { [K in keyof CodeEvents]: { event: K, happened: CodeEvents[K] } }[keyof CodeEvents]

/** The events that a happening is. */
export function eventsOf(world: World, happening: Happening): Told[] {
  const place = (file: string): Place => ({ file, namespaces: namespacesAt(world.directories, file) })
  switch (happening.type) {
    case 'class': return [classEvent(happening, place(happening.module))]
    case 'function': {
      const { action, name, was, value, module } = happening
      const happened: FunctionEvent = { ...place(module), name, value, ...was !== undefined && { was } }
      return [{ event: action === 'defined' || action === 'back' ? 'functionCreated' : action === 'removed' ? 'functionRemoved' : 'functionUpdated', happened }]
    }
    case 'module': {
      const events = { added: 'moduleAdded', updated: 'moduleUpdated', removed: 'moduleRemoved' } as const
      return [{ event: events[happening.action], happened: place(happening.module) }]
    }
    case 'namespace': {
      const { namespace, added, removed } = happening
      return [{ event: 'namespaceChanged', happened: { namespace, added, removed } }]
    }
    case 'update': {
      const happened = happening.report
      return [{ event: 'update', happened }, ...happened.status === 'applied' ? [] : [{ event: 'updateRejected' as const, happened }]]
    }
    default: return happening satisfies never
  }
}

function classEvent({ action, constructor, name, was, members, reparented, instances }: ClassHappening, place: Place): Told {
  switch (action) {
    case 'defined': case 'back': return { event: 'classCreated', happened: { ...place, name, constructor, back: action === 'back' } }
    case 'removed': return { event: 'classRemoved', happened: { ...place, name, constructor } }
    default: return { event: 'classUpdated', happened: { ...place, name, constructor, members, reparented, instances, ...was !== undefined && { was } } }
  }
}
