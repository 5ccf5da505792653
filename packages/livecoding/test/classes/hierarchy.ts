import * as fc from 'fast-check'

/** A random class. Members are numbered: those with one number, in two versions of a class, are the same member. */
export interface Class {
  /** Index of an earlier class, the name of a built-in one, or nothing. */
  parent: number | string | undefined
  /** How it is written; a mixin keeps its parent, for another one is another class. */
  written: typeof written[number]
  constructorForm: number
  members: Member[]
}

export interface Member { kind: Kind, number: number, form: number, static: boolean }

const written = ['declaration', 'declaration', 'default', 'expression', 'named expression', 'mixin'] as const

export const kinds = ['field', 'private', 'accessor', 'computed', 'method', 'private method', 'private getter', 'private setter', 'private accessor', 'getter', 'setter', 'symbol', 'symbol method', 'block'] as const
export type Kind = typeof kinds[number]

/** One thing that a save changes; numbers that are too large wrap around. */
export interface Edit { change: typeof changes[number], of: number, at: number, member: Member, number: number }

const changes = ['add', 'remove', 'replace', 'become', 'move', 'parent', 'constructor', 'nothing'] as const
const parents = [undefined, undefined, 'Map', 'Array', 'Error', 'EventEmitter', 'Promise'] as const

const number = (below: number): fc.Arbitrary<number> => fc.nat({ max: below - 1 })
const member: fc.Arbitrary<Member> = fc.record({ kind: fc.constantFrom(...kinds), number: number(3), form: number(8), static: fc.boolean().map(is => is) })
const members = fc.uniqueArray(member, { maxLength: 5, selector: nameOf })
const edit: fc.Arbitrary<Edit> = fc.record({ change: fc.constantFrom(...changes), of: number(4), at: number(6), member, number: number(14) })

/** What comes before a save: another one that throws, or, behind it, the way back and forth. */
const detours = ['none', 'none', 'none', 'failed', 'undone'] as const

/** A hierarchy in one or more files, and the saves made to it. */
export interface Story { classes: Class[], files: number, saves: { edits: Edit[], detour: typeof detours[number] }[] }

export const story: fc.Arbitrary<Story> = fc.record({
  classes: fc.array(fc.record({ parent: number(13), written: fc.constantFrom(...written), constructorForm: number(14), members }), { minLength: 1, maxLength: 4 })
    .map(all => all.map(({ parent, ...rest }, index): Class => ({ ...rest, parent: parentAt(parent, index) }))),
  files: fc.integer({ min: 1, max: 3 }),
  saves: fc.array(fc.record({ edits: fc.array(edit, { minLength: 1, maxLength: 4 }), detour: fc.constantFrom(...detours) }), { minLength: 1, maxLength: 3 }),
})

function parentAt(choice: number, index: number): Class['parent'] {
  const above = choice - parents.length
  return above < 0 ? parents[choice] : index === 0 ? undefined : above % index
}

/** What a member is called: two of one name cannot stand in a class, and one may become another of its name. */
export function nameOf({ kind, number: index, static: onClass }: Member): string {
  if (kind === 'block') return `block ${index}`
  if (kind === 'symbol' || kind === 'symbol method') return `[Symbol.for('${onClass ? 's' : ''}${kind === 'symbol' ? 'y' : 'w'}${index}')]`
  if (kind === 'setter') return `set ${onClass ? 's' : ''}g${index}`
  const letter = { field: 'f', private: '#p', accessor: 'f', computed: 'c', method: 'm', 'private method': '#p', 'private getter': '#p', 'private setter': '#p', 'private accessor': '#p', getter: 'g' }[kind]
  return `${onClass && !letter.startsWith('#') ? 's' : ''}${letter}${index}`
}

export function edited(classes: readonly Class[], edits: readonly Edit[]): Class[] {
  const made = structuredClone(classes) as Class[]
  for (const { change, of, at, member: given, number: choice } of edits) {
    const index = of % made.length
    const each = made[index]!
    const place = each.members.length === 0 ? 0 : at % each.members.length
    const free = !each.members.some(other => nameOf(other) === nameOf(given))
    if (change === 'add' && free) each.members.splice(place, 0, given)
    else if (change === 'remove') each.members.splice(place, 1)
    else if (change === 'replace' && each.members[place]) each.members[place].form = given.form
    else if (change === 'become' && each.members[place]) {
      const other = { ...each.members[place], kind: given.kind, ...nameOf(given).startsWith('#') && { static: given.static } }
      if (nameOf(other) === nameOf(each.members[place])) each.members[place] = other
    } else if (change === 'move') each.members.push(...each.members.splice(place, 1))
    else if (change === 'parent' && each.written !== 'mixin') each.parent = parentAt(choice, index)
    else if (change === 'constructor') each.constructorForm = choice
  }
  return made
}
