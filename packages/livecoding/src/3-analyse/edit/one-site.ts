import { child, isFunction, list, shift, type Node } from '../ast.ts'
import { newWalk, type File } from './chunks.ts'
import { mayDesugar } from '../lower/desugar.ts'
import { needsLowering } from '../lower/lower.ts'
import { erase } from '../erase/erase.ts'
import { newFrame, newLexical } from '../walk/frame.ts'
import { functionSite } from '../walk/function.ts'
import { parse } from '../parse.ts'
import { place, type Place } from '../place.ts'
import { resolveScopes } from '../scope/scope.ts'
import type { Step } from '../walk/constructed.ts'
import type { Chunk, Span } from '../shapes.ts'
import type { Site, Special } from '../site-shapes.ts'

/** A function that is looked at by itself: what it is in its statement, where its text stands in the code of that, and the class that it is a method of. */
export interface Asked { was: Site, span: Span, owner: Site | undefined, chunk: Chunk }

/** What a function says of more than itself: what its class does with `this`, what is `this` there by another name, what an arrow function has from around. */
interface Told { steps: object[], selves: ReadonlySet<number>, used: ReadonlySet<Special>, usesPrivate: boolean }

export interface OneSite { site: Site, told: Told }

/** Parses and walks one function by itself; undefined where more than that stands there, or less. Its offsets are those of the code, and its marks come to the chunk. */
export function oneSite(file: File, code: string, { was, span, owner, chunk }: Asked): OneSite | undefined {
  const said = code.slice(span.start, span.end)
  if (mayDesugar(said)) return undefined
  const [before, behind] = around(was, owner, file)
  const whole = `${before}${said}${behind}`
  const { program, errors } = parse(file.path, whole, file.format)
  const statement = (program.body as Node[]).at(-1)
  if (errors.length > 0 || !statement || needsLowering(statement, whole)) return undefined
  shift(program, span.start - before.length)
  const at = functionIn(statement, span, owner !== undefined)
  const w = newWalk(chunk, code, resolveScopes(program, file.sloppy), file)
  if (!at || (!owner && erase(at.node, at.parent, code, w.blank))) return undefined
  const lexical = newLexical()
  const frame = newFrame(false, { lexical, depth: was.depth - 1, title: '', owner })
  const { kind, name, context, title } = was
  const site = functionSite(at, frame, w, { kind, name, context, title }, title)
  const steps = owner ? (w.steps.get(owner) ?? []).map(whatOf) : []
  return w.errors.length > 0 ? undefined : { site, told: { steps, selves: owner?.shape!.selves ?? new Set(), used: lexical.used, usesPrivate: site.usesPrivate } }
}

const whatOf = ({ when, ...step }: Step): object => ({ ...step, when: when() })

/** What may be said in it: `super`, private names; where a script is strict, it is. */
function around({ kind, member }: Site, owner: Site | undefined, { format, sloppy }: File): [before: string, behind: string] {
  if (owner) {
    const { heritage, privates } = owner.shape!
    return [`(class${heritage ? ' extends a' : ''}{${privates.map(name => member!.private && member!.key === name ? '' : `${name};`).join('')}`, '})']
  }
  const strict = format === 'commonjs' && !sloppy ? "'use strict';" : ''
  return kind === 'method' || kind === 'getter' || kind === 'setter' ? [`${strict}({`, '})'] : [`${strict}(`, ')']
}

/** It is the last member of the class, the one property of the object, or all there is. */
function functionIn(statement: Node, { start, end }: Span, isMember: boolean): Place | undefined {
  const outer = place(statement)
  const whole = place(child(statement, 'expression') ?? statement, 'expression', outer)
  const { node } = whole
  const isIt = (each: Node | undefined): each is Node => each?.start === start && each.end === end
  if (!isMember && isFunction(node)) return isIt(node) ? whole : undefined
  const body = isMember ? child(node, 'body') && place(child(node, 'body')!, 'body', whole) : whole
  const members = body ? list(body.node, isMember ? 'body' : 'properties') : []
  const member = members.at(-1)
  const value = isIt(member) ? child(member, 'value') : undefined
  if (!body || !isIt(member) || !isFunction(value)) return undefined
  return place(value!, 'value', place(member, isMember ? 'body' : 'properties', body, members.length - 1))
}
