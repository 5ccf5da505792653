import type { Assignment, Member } from '../class-shapes.ts'
import type { When } from './when.ts'

/** Something that a class does with `this`, in the order of the source: it assigns a property, or calls a method of its own. */
export interface Step {
  /** The member in which it stands: `constructor`, `init`, `#init`. */
  by: string | undefined
  when(): When | undefined
  assignment?: Omit<Assignment, 'inConstructor' | 'through' | 'ways'>
  method?: string
}

/** Methods that a constructor calls, and all that a class assigns: what the constructor does, by itself and through methods that it calls, stands in the order in which it does so. */
export function assignmentsOf(steps: readonly Step[], members: readonly Member[]): { assigns: Assignment[], enters: ReadonlySet<string> } {
  const methods = Map.groupBy(steps, ({ by }) => by)
  const inMethods = [...methods].flatMap(([by, each]) => by === 'constructor' ? [] : each)
  const others = inMethods.flatMap(({ assignment, by }) => assignment ? { ...assignment, inConstructor: false, ...(by !== undefined && { by }) } : [])
  const isOwn = new Set(members.filter(member => member.kind === 'method' && !member.static && !member.computed).map(({ key }) => key))
  /** How often a method was looked into: once where it is called in any case, else for the first condition and for all others. */
  const seen = new Map<string, number>()
  const enters = new Set<string>()
  const from = (by: string, around: When, through: readonly string[]): Assignment[] => (methods.get(by) ?? []).flatMap(({ when, assignment, method }) => {
    const inside = when()
    if (assignment) return { ...assignment, ...statusOf(both(around, inside)), ...(through.length > 0 && { through }) }
    enters.add(method!)
    const times = seen.get(method!) ?? 0
    if (!isOwn.has(method!) || !inside || times > 1 || through.includes(method!)) return []
    const ways = times === 0 ? both(around, inside)! : 'unclear'
    seen.set(method!, ways.length === 0 ? 2 : times + 1)
    return from(method!, ways, [...through, method!])
  })
  return { assigns: [...others, ...from('constructor', [], [])], enters }
}

const both = (outer: When, inner: When | undefined): When | undefined => inner && (outer === 'unclear' || inner === 'unclear' ? 'unclear' : [...outer, ...inner])

const statusOf = (ways: When | undefined): Pick<Assignment, 'inConstructor' | 'ways'> => ({ inConstructor: ways !== undefined, ...(ways && ways.length > 0 && { ways }) })
