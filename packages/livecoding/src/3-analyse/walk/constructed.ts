import type { Assignment, ClassShape, Hand, Member } from '../class-shapes.ts'
import type { Site } from '../site-shapes.ts'
import { isAutoSetter } from './decorated.ts'
import { setterOf, type When } from './when.ts'

/** Something that a class does with `this`, in the order of the source: it assigns a property, or calls a method of its own. */
export interface Step {
  /** The member in which it stands: `constructor`, `init`, `#init`. */
  by: string | undefined
  when(): When | undefined
  assignment?: Omit<Assignment, 'inConstructor' | 'through' | 'ways'>
  method?: string
  /** It calls that of a parent: `super.init()`. */
  isAbove?: true
  hand?: Hand
}

/** Methods that a constructor calls, and all that a class assigns: what the constructor does, by itself and through methods that it calls, stands in the order in which it does so. */
export function assignmentsOf(steps: readonly Step[], members: readonly Member[]): Pick<ClassShape, 'assigns' | 'enters' | 'entersAbove' | 'hands'> {
  const methods = Map.groupBy(steps, ({ by }) => by)
  const inMethods = [...methods].flatMap(([by, each]) => by === 'constructor' ? [] : each)
  const others = inMethods.flatMap(({ assignment, by }) => assignment ? { ...assignment, inConstructor: false, ...(by !== undefined && { by }) } : [])
  const isOwn = new Set(members.flatMap(member => enteredAs(member, members) ?? []))
  /** How often a method was looked into: once where it is called in any case, else for the first condition and for all others. */
  const seen = new Map<string, number>()
  const enters = new Set<string>()
  const entersAbove = new Set<string>()
  const hands: Hand[] = []
  const from = (by: string, around: When, through: readonly string[]): Assignment[] => (methods.get(by) ?? []).flatMap(({ when, assignment, method, isAbove, hand }) => {
    const inside = when()
    if (hand) {
      const ways = both(around, inside)
      if (ways) hands.push({ ...hand, ...ways.length > 0 && { perhaps: true as const } })
      return []
    }
    if (isAbove) {
      if (inside) entersAbove.add(method!)
      return []
    }
    const assigned = assignment ? [{ ...assignment, ...statusOf(both(around, inside)), ...(through.length > 0 && { through }) }] : []
    return [...assigned, ...inside ? enter(method ?? setterOf(assignment!.key), both(around, inside)!, through) : []]
  })
  const enter = (method: string, here: When, through: readonly string[]): Assignment[] => {
    enters.add(method)
    const times = seen.get(method) ?? 0
    if (!isOwn.has(method) || times > 1 || through.includes(method)) return []
    const ways = times === 0 ? here : 'unclear'
    seen.set(method, ways.length === 0 ? 2 : times + 1)
    return from(method, ways, [...through, method])
  }
  return { assigns: [...others, ...from('constructor', [], [])], enters, entersAbove, hands }
}

/** As what a constructor enters a member of its class: a method, a setter, or a function that a field has. */
export function enteredAs(member: Member, members: readonly Member[]): string | undefined {
  if (member.static || member.computed || isAutoSetter(member, members)) return undefined
  if (member.kind === 'setter') return setterOf(member.key)
  return member.kind === 'method' || (member.kind === 'field' && functionOf(member)) ? member.key : undefined
}

/** The function that is the value of a field. */
const functionOf = ({ site }: Member): Site | undefined => site?.children.find(({ context, start }) => context === 'PropertyDefinition.value' && start === site.start)

/** The code that a constructor enters there. */
export const enteredSite = (member: Member): Site => member.kind === 'field' ? functionOf(member)! : member.site!

const both = (outer: When, inner: When | undefined): When | undefined => inner && (outer === 'unclear' || inner === 'unclear' ? 'unclear' : [...outer, ...inner])

const statusOf = (ways: When | undefined): Pick<Assignment, 'inConstructor' | 'ways'> => ({ inConstructor: ways !== undefined, ...(ways && ways.length > 0 && { ways }) })
