import { firstOf, isAuto, memberId } from '../3-analyse/walk/decorated.ts'
import type { Decoration, Member } from '../3-analyse/class-shapes.ts'
import type { Chunk, Span } from '../3-analyse/shapes.ts'
import type { Site } from '../3-analyse/site-shapes.ts'
import type { TextEdit } from './edits.ts'

/**
 * Decorators stay where they are and become expressions, so that lines stay and everything is evaluated in its order. The
 * class is made in an arrow function which has `$lcM`: what the engine knows of the class's decorators.
 *
 *     @live class Door extends Thing { @logged("did") look() {} @saved lock = key() }
 *     $lcD.begin(0,[(live)],($lcM)=>$lcM.end(class $lcC extends Thing {static{Door=$lcM.apply(this,…)}#$lci=$lcM.start(this);
 *       ;["look"=$lcM.key("method look",[(logged("did"))],"look")]() {} ;[$lcM.at("field lock",[(saved)],"lock")](){} lock = $lcM.init("field lock",this,(key())) }))
 */
export function decorateClass(site: Site, chunk: Chunk, cell: string, bind: string | undefined, edits: TextEdit[]): string {
  const { decorators, members, legacy, keyword, suspends, expression, nested, nameSpan } = site.shape!
  const named = decorators.each.length > 0 && nameSpan !== undefined
  const parameter = named && expression ? `,${site.name}` : ''
  const yields = suspends === 'yield' || suspends === 'async yield'
  const made = yields ? `${suspends === 'yield' ? '' : 'async '}function*($lcM${parameter}){return $lcM.end(class` : `${suspends ? 'async' : ''}($lcM${parameter})=>$lcM.end(class`
  const open = yields ? '(yield*$lcD.begin.call(this,' : suspends ? '(await $lcD.begin(' : '$lcD.begin('
  // Behind the class's own brace: of `end(`, of the generator, of `begin(`, and of what awaits it.
  const close = `)${yields ? '}' : ''})${suspends ? ')' : ''}`
  const thunk = legacy && !suspends ? '()=>' : ''
  if (nested && !expression) edits.push({ at: firstOf(site), end: firstOf(site), text: named ? `let ${site.name};${site.name}=` : `let ${site.name}=` })
  if (decorators.each.length === 0) edits.push({ at: keyword, end: keyword + 'class'.length, text: `${open}${legacy},[],${made}` })
  else {
    listEdits(decorators, legacy, `${open}${legacy},${thunk}[(`, ')],', chunk, edits)
    edits.push({ at: keyword, end: keyword + 'class'.length, text: made })
  }
  if (named) edits.push({ at: nameSpan.start, end: nameSpan.end, text: '$lcC' })
  edits.push({ at: site.end - 1, end: site.end, text: `}${close}${nested && !expression ? ';' : ''}` })
  const accesses: string[] = []
  for (const member of members) if (member.decorators.each.length > 0) decorateMember(member, members, { store: '$lcM', thunk, legacy, cell }, chunk, edits, accesses)
  const target = named ? bind ?? site.name : undefined
  const starts = members.some(member => member.decorators.each.length > 0 && !member.static && member.kind !== 'field' && member.kind !== 'declared')
  const start = starts && !legacy ? `#$lci=${cell}!==void 0?void 0:$lcM.start(this);` : ''
  return `static{${target ? `${target}=` : ''}$lcM.apply(this,${target ? `$lcv=>${target}=$lcv` : 'void 0'},{${accesses.join(',')}})}${start}`
}

interface How { store: string, thunk: string, legacy: boolean, cell: string }

/** `@a @b` becomes `open` a `),(` b `close`, and the decorators' text stays where it is. */
function listEdits({ each }: Decoration, legacy: boolean, open: string, close: string, chunk: Chunk, edits: TextEdit[]): void {
  each.forEach(({ start, value }, index) => {
    const before = index === 0 ? start : each[index - 1]!.value.end
    edits.push({ at: before, end: value.start, text: (index === 0 ? open : '),(') + lines(chunk, before, value.start) })
  })
  for (const { access } of each) if (access && !legacy) edits.push(...bound(access))
  const { end } = each.at(-1)!.value
  edits.push({ at: end, end, text: close })
}

/** `@lib.live` is called as a method of `lib`: `$lcD.on(lib,$lco=>$lco.live)`. */
export const bound = ({ start, object, end }: Span & { object: number }): TextEdit[] =>
  [{ at: start, end: start, text: '$lcD.on(' }, { at: object, end: object, text: ',$lco=>$lco' }, { at: end, end, text: ')' }]

const lines = (chunk: Chunk, from: number, to: number): string => chunk.code.slice(from - chunk.base, to - chunk.base).replace(/[^\n\r\u2028\u2029]/g, '')

function decorateMember(member: Member, members: readonly Member[], how: How, chunk: Chunk, edits: TextEdit[], accesses: string[]): void {
  const { store, thunk, legacy, cell } = how
  const id = JSON.stringify(memberId(member))
  const side = member.static ? 'static ' : ''
  const auto = isAuto(member)
  const next = members[members.indexOf(member) + 1]
  const name = auto ? next!.key : member.key
  const isPrivate = auto ? next!.private : member.private
  const at = `${store}.at(${id},${thunk}[(`
  if (isPrivate) accesses.push(`${id}:[$lco=>${name} in $lco,$lco=>$lco.${name},($lco,$lcv)=>{$lco.${name}=$lcv}]`)
  if (member.kind === 'field' || member.kind === 'declared') {
    // A method that is gone when the class is made: its key is evaluated where the decorator stands.
    if (member.computed) return computedField(member, how, chunk, edits)
    listEdits(member.decorators, legacy, `;[${at}`, `)],${auto && next!.computed ? 'void 0' : JSON.stringify(name)})](){}`, chunk, edits)
    if (!legacy && member.kind === 'field') initEdits(member, store, lateOf(member, cell), edits)
    if (auto) autoEdits(member, members, how, edits)
    return
  }
  const word = member.kind === 'getter' ? 'get ' : member.kind === 'setter' ? 'set ' : ''
  const site = member.site!
  const async = site.flavour === 'async' || site.flavour === 'asyncGenerator' ? 'async ' : ''
  const star = site.flavour === 'generator' || site.flavour === 'asyncGenerator' ? '*' : ''
  const front = `${side}${async}${star}${word}`
  const key = member.private ? at : `${store}.key(${id},${thunk}[(`
  const shadow = member.private ? shadowOf(member, id, store) : ''
  listEdits(member.decorators, legacy, `;${shadow}${front}[${key}`, ')],', chunk, edits)
  const last = member.decorators.each.at(-1)!.value.end
  // The modifiers stand in front of the decorators now.
  const open = member.computed ? chunk.code.lastIndexOf('[', member.keySpan.start - chunk.base) + chunk.base + 1 : member.keySpan.start
  edits.push({ at: last, end: open, text: lines(chunk, last, open) })
  if (member.computed) edits.push({ at: open, end: open, text: '(' }, { at: member.keySpan.end, end: member.keySpan.end, text: '))' })
  else edits.push({ at: member.keySpan.start, end: member.keySpan.end, text: `${JSON.stringify(member.key)})]` })
}

/** Who asks for the private member gets what its decorators made of it. */
function shadowOf(member: Member, id: string, store: string): string {
  const side = member.static ? 'static ' : ''
  if (member.kind === 'method') return `${side}get ${member.key}(){return ${store}.value(${id})};`
  return member.kind === 'getter' ? `${side}get ${member.key}(){return ${store}.get(${id},this)};` : `${side}set ${member.key}($lcv){${store}.set(${id},this,$lcv)};`
}

function computedField(member: Member, { store, thunk, legacy, cell }: How, chunk: Chunk, edits: TextEdit[]): void {
  const id = JSON.stringify(memberId(member))
  listEdits(member.decorators, legacy, `;${member.static ? 'static ' : ''}[${store}.key(${id},${thunk}[(`, ')],', chunk, edits)
  const last = member.decorators.each.at(-1)!.value.end
  const open = chunk.code.lastIndexOf('[', member.keySpan.start - chunk.base) + chunk.base + 1
  edits.push({ at: last, end: open, text: `(${lines(chunk, last, open)}` }, { at: member.keySpan.end, end: member.keySpan.end, text: '))' })
  if (!legacy) initEdits(member, store, lateOf(member, cell), edits)
}

/** Once the slot of its construction is filled, the engine makes the fields of instances. */
const lateOf = (member: Member, cell: string): string => member.static ? '' : `${cell}!==void 0?void 0:`

/** A decorated field asks what its decorators make of its value, and runs what they want to be run after it. */
export function initEdits(member: Member, store: string, late: string, edits: TextEdit[]): void {
  const id = JSON.stringify(memberId(member))
  const side = member.static ? 'static ' : ''
  const hook = `;${side}#$lcj${member.start}=${late}${store}.after(${id},this)`
  if (member.value) edits.push({ at: member.value.start, end: member.value.start, text: `${late}${store}.init(${id},this,(` }, { at: member.value.end, end: member.value.end, text: `))${hook}` })
  else {
    const at = member.computed ? member.end : member.keySpan.end
    edits.push({ at, end: at, text: `=${late}${store}.init(${id},this,void 0)${hook}` })
  }
}

/** The accessors behind a decorated `accessor`: they lead to what the decorators gave. */
function autoEdits(member: Member, members: readonly Member[], { store }: How, edits: TextEdit[]): void {
  const id = memberId(member)
  const own = JSON.stringify(id)
  const index = members.indexOf(member)
  const side = member.static ? 'static ' : ''
  for (const accessor of members.slice(index + 1, index + 3)) {
    const { kind, key, start: at, keySpan: { start, end } } = accessor
    const isGetter = kind === 'getter'
    if (accessor.computed && isGetter) edits.push({ at: start, end: start, text: `${store}.named(${own},(` }, { at: end, end, text: '))' })
    if (!accessor.private) continue
    edits.push({ at, end: at, text: isGetter ? `${side}get ${key}(){return ${store}.get(${own},this)}` : `${side}set ${key}($lcv){${store}.set(${own},this,$lcv)}` })
    edits.push({ at: start, end, text: `[${store}.temporary(${JSON.stringify(`${id} ${kind}`)})]` })
  }
}
