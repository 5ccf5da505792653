import { child, isFunction, list, takesName, text, type Node } from '../ast.ts'
import { nameIn } from '../scope/block.ts'
import { boundIdentifiers } from '../scope/bound.ts'
import { noteToken, type Frame, type Walk } from './frame.ts'
import { withoutTypes, type Place } from '../place.ts'
import type { Local, Ref, RefForm } from '../reference-shapes.ts'
import type { Span } from '../shapes.ts'
import { setsAt } from './sets.ts'
import type { Site, Special } from '../site-shapes.ts'
import { find } from '../tokens.ts'

// What a walk notes of names and of words like `this`: where they stand, in which form, and what a site captures.

export function walkIdentifier(at: Place, frame: Frame, w: Walk): void {
  const { node, parent, field } = at
  const name = text(node)
  noteToken(frame, name)
  const use = w.scopes.uses.get(node.start)
  if (!use || isOurs(name)) return
  const said = use.inBlock ?? name
  if (name === 'arguments' && !use.local) return special('arguments', at, frame, w)
  const assigned = assigns(parent) && field === 'left' && takesName(child(parent, 'right')) ? child(parent, 'right') : undefined
  const standing = withoutTypes(at)
  // Most names have none of these: field by field is the fastest way for so many.
  const ref: Ref = { name: said, at: node.start, end: endOf(node), form: formOf(at, standing), write: use.write, first: startsStatement(at, frame, w) }
  if (isMade(standing)) ref.made = true
  if (use.local) ref.local = use.local
  if (use.isElsewhere) ref.isElsewhere = true
  if (use.with !== undefined) ref.with = use.with
  if (standing.parent?.type === 'MemberExpression' || (standing.parent?.type === 'CallExpression' && standing.field === 'arguments')) Object.assign(ref, partOf(at, withoutTypes))
  if (standing.parent?.type === 'VariableDeclarator') Object.assign(ref, takenFrom(standing))
  if (standing.parent?.type === 'SpreadElement' && standing.up?.parent?.type === 'ObjectExpression') ref.spread = true
  if (w.saysType) ref.type = true
  if (assigned) ref.names = { start: assigned.start, end: assigned.end }
  frame.refs.push(ref)
  if (use.local) { if (frame.site && isOutside(use.local, frame.site)) frame.site.captures.add(use.local) }
  else frame.reads.add(said)
}

const assigns = (parent: Node | undefined): parent is Node => parent?.type === 'AssignmentExpression' || parent?.type === 'AssignmentPattern'

/** Behind a name, which may be written with escapes: what it is called can be shorter. A type may stand behind it. */
const endOf = (node: Node): number => node.typeAnnotation ? node.start + text(node).length : node.end

/** The one property of a name that is read or written, and those of that. */
function partOf(at: Place, standing: (at: Place) => Place = same): Pick<Ref, 'part' | 'path' | 'sets'> {
  const path: string[] = []
  let here: Place | undefined = standing(at)
  for (; here?.parent?.type === 'MemberExpression' && here.field === 'object' && here.parent.computed !== true; here = here.up && standing(here.up)) {
    const property = child(here.parent, 'property')!
    path.push(property.type === 'PrivateIdentifier' ? `#${text(property)}` : text(property))
  }
  const [part, ...more] = path
  const sets = here ? setsAt(here, path) : []
  return { ...part !== undefined && { part }, ...more.length > 0 && { path }, ...sets.length > 0 && { sets } }
}

const same = (at: Place): Place => at

const isMade = ({ parent, field }: Place): boolean => parent?.type === 'NewExpression' && field === 'callee'

/** The properties that a pattern takes out of a name, where it takes no others. */
function takenFrom({ parent, field }: Place): Pick<Ref, 'taken'> {
  const pattern = parent?.type === 'VariableDeclarator' && field === 'init' ? child(parent, 'id') : undefined
  const properties = pattern?.type === 'ObjectPattern' ? list(pattern, 'properties') : []
  if (properties.length === 0 || properties.some(each => each.type === 'RestElement' || each.computed === true)) return {}
  return { taken: properties.map(each => text(child(each, 'key')) || String(child(each, 'key')!.value)) }
}

/** `$lcD` and `$lc` in code that was said in other words. */
const isOurs = (name: string): boolean => name === '$lcD' || name === '$lc'

export const isOutside = (local: Local, site: Site): boolean => local.at < site.start || local.at >= site.end

function formOf({ parent, field, up }: Place, { parent: whole, field: part }: Place): RefForm {
  if (parent?.type === 'Property' && field === 'value' && parent.shorthand) return 'shorthand'
  if (parent?.type === 'AssignmentPattern' && field === 'left' && up?.parent?.type === 'Property' && up.parent.shorthand) return 'shorthand'
  if (whole?.type === 'CallExpression' && part === 'callee') return 'call'
  if (whole?.type === 'TaggedTemplateExpression' && part === 'tag') return 'call'
  return whole?.type === 'UnaryExpression' && whole.operator === 'typeof' ? 'typeof' : 'read'
}

/** A call at the top level whose value a statement has, or throws away: an async function may go on behind it. */
export function isRun({ node, parent, field }: Place, frame: Frame, w: Walk): boolean {
  if (!frame.top || frame.site || w.chunk.lowered || text(child(node, 'callee')) === 'require') return false
  return parent?.type === 'ExpressionStatement' || parent?.type === 'AwaitExpression' || (parent?.type === 'UnaryExpression' && parent.operator === 'void') ||
    (parent?.type === 'VariableDeclarator' && field === 'init') || (parent?.type === 'AssignmentExpression' && field === 'right')
}

/** Whether the text of a statement in a list of statements begins with this node. */
export function startsStatement(at: Place, frame: Frame, w: Walk): boolean {
  let here: Place | undefined = at
  while (here && here.node.start === at.node.start && here.node.type !== 'ExpressionStatement' && !(here.node.type === 'CallExpression' && isRun(here, frame, w))) here = here.up
  return here?.node.type === 'ExpressionStatement' && here.node.start === at.node.start &&
    ['Program', 'BlockStatement', 'StaticBlock', 'SwitchCase'].includes(here.parent?.type ?? 'Program')
}

/** The arguments of `super(…)`. */
export function superCall({ node, parent, field }: Place, code: string): Span | undefined {
  return parent?.type === 'CallExpression' && field === 'callee' ? { start: find(code, node.end, '(') + 1, end: parent.end - 1 } : undefined
}

/** `super(…)` stands as a statement in the body of the constructor itself. */
function isOwnStatement({ up }: Place): boolean {
  return up?.parent?.type === 'ExpressionStatement' && up.up?.up?.up?.parent?.type === 'MethodDefinition'
}

export function special(form: Special, at: Place, frame: Frame, w: Walk, call?: Span): void {
  const { node } = at
  if (frame.site?.kind === 'arrow' || frame.site?.kind === 'loop') frame.lexical.used.add(form)
  const own = frame.site !== undefined && frame.lexical !== frame.site.lexical
  if (form === 'new.target' && frame.site && !own) frame.site.newTarget = true
  const first = call !== undefined && startsStatement(at, frame, w)
  const ref: Ref = { name: form, at: node.start, end: node.end, form, write: false, first }
  if (at.parent?.type === 'MemberExpression') Object.assign(ref, partOf(at))
  if (call) Object.assign(ref, { call, top: isOwnStatement(at) })
  if (own) ref.own = own
  frame.refs.push(ref)
}

/** A `var` in a block of the top level is the module's; one in an awaiting loop is the function's. */
export function hoist(at: Place, frame: Frame, w: Walk): void {
  if (at.node.kind !== 'var' || (frame.site && frame.site.kind !== 'loop')) return
  for (let here = at.up; here && !(frame.site && w.loops.has(here.node)); here = here.up) if (isFunction(here.node)) return
  const declarators = at.node.declarations as Node[]
  const last = declarators.at(-1)!
  const head = (at.parent?.type === 'ForInStatement' || at.parent?.type === 'ForOfStatement') && at.field === 'left'
  frame.refs.push({ name: 'var', at: at.node.start, end: last.end, form: head ? 'for var' : 'var', write: false, first: false })
  for (const declarator of declarators) {
    for (const { node, shorthand } of boundIdentifiers(child(declarator, 'id'))) {
      const local = frame.site && w.scopes.varAt(node.start)
      if (local) frame.site!.captures.add(local)
      else w.hoisted.add(text(node))
      const name = !local && w.block ? nameIn(w.block, text(node)) : text(node)
      frame.refs.push({ name, at: node.start, end: endOf(node), form: shorthand ? 'shorthand' : 'read', write: true, first: false, ...(local && { local }) })
    }
  }
}
