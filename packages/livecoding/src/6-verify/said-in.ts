import { attributesOf, nothingSaid, type Attributes } from '../3-analyse/walk/attributes.ts'
import { child, isClass, list, text, type Node } from '../3-analyse/ast.ts'
import { DEFAULT } from '../3-analyse/items/exported.ts'
import { differenceOf } from '../3-analyse/edit/difference.ts'
import { programOf } from '../3-analyse/parse.ts'
import type { Chunk, Format, Span } from '../3-analyse/shapes.ts'

/** A member of a class, from where it is behind its name, and what it says of attributes: as if it stood at 0. */
interface Said extends Span { inner: number, attributes: Attributes }

interface ClassSaid { members: readonly Said[], open: boolean }

/** What the classes of a statement say: it is asked for the update that brings it, and for the one that edits it. */
const known = new WeakMap<Chunk, ReadonlyMap<string, ClassSaid>>()

/** By name, what the classes of a statement say of their attributes; `was`: what it is an edit of. */
export function saidIn(path: string, chunk: Chunk, format: Format, was?: Chunk): ReadonlyMap<string, Attributes> {
  const said = known.get(chunk) ?? (was && editedIn(path, chunk.source, format, was)) ?? new Map(classNodes(path, chunk.source, format).entries().map(([name, node]) => [name, saidBy(node)]))
  known.set(chunk, said)
  return new Map(said.entries().map(([name, each]) => [name, joined(each)]))
}

const saidBy = (node: Node): ClassSaid => ({ members: list(child(node, 'body')!, 'body').map(saidByMember), open: list(node, 'decorators').length > 0 })

function saidByMember(member: Node): Said {
  const attributes = attributesOf(member)
  for (const [key, at] of attributes.reads) attributes.reads.set(key, at - member.start)
  return { start: member.start, inner: child(member, 'key')?.end ?? member.start, end: member.end, attributes }
}

function joined({ members, open }: ClassSaid): Attributes {
  const all = nothingSaid(open)
  for (const { start, attributes: { reads, known: names, open: isOpen } } of members) {
    for (const [key, at] of reads) if (!all.reads.has(key)) all.reads.set(key, start + at)
    for (const name of names) all.known.add(name)
    all.open ||= isOpen
  }
  return all
}

/** An edit inside of one member: the others say what they said. */
function editedIn(path: string, source: string, format: Format, was: Chunk): ReadonlyMap<string, ClassSaid> | undefined {
  const said = known.get(was)
  if (!said) return undefined
  const { head, tail } = differenceOf(was.source, source)
  const [to, by] = [was.source.length - tail, source.length - was.source.length]
  const edited = said.values().flatMap(({ members }) => members).find(({ inner, end }) => head > inner && to < end)
  const now = edited && memberAlone(path, source.slice(edited.start, edited.end + by), format)
  if (!now) return undefined
  const next = (each: Said): Said => each === edited ? { ...now, start: each.start, inner: each.inner, end: each.end + by } : each.start < head ? each : { ...each, start: each.start + by, inner: each.inner + by, end: each.end + by }
  return new Map(said.entries().map(([name, { members, open }]) => [name, { members: members.map(next), open }]))
}

/** It is one member still. That it says private names of others is no error. */
function memberAlone(path: string, source: string, format: Format): Said | undefined {
  const before = '(class extends a{'
  const [statement, ...others] = programOf(path, `${before}${source}})`, format).body as Node[]
  const node = statement && child(statement, 'expression')
  const [member, ...more] = isClass(node) ? list(child(node!, 'body')!, 'body') : []
  return member?.start === before.length && member.end === before.length + source.length && others.length + more.length === 0 ? saidByMember(member) : undefined
}

/** As they are written: the code that runs has no types, and can be other words. */
function classNodes(path: string, source: string, format: Format): Map<string, Node> {
  const nodes = new Map<string, Node>()
  for (const statement of programOf(path, source, format).body as Node[]) {
    const node = child(statement, 'declaration') ?? statement
    if (isClass(node)) nodes.set(text(child(node, 'id')) || DEFAULT, node)
    for (const each of list(node, 'declarations')) if (isClass(child(each, 'init'))) nodes.set(text(child(each, 'id')), child(each, 'init')!)
  }
  return nodes
}
