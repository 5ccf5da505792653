import type { Member } from '../../3-analyse/class-shapes.ts'
import type { Site } from '../../3-analyse/site-shapes.ts'
import { startsDecorated } from '../../instrument/native.ts'
import type { Native } from '../../live-module.ts'
import type { ClassDraft } from './class.ts'
import { baseBody, makerClass, splitBody } from './constructor.ts'
import { GLOBALS } from '../../3-analyse/globals.ts'
import { initialisation, type Initialisation } from './initialise.ts'

/** What a recipe is made from: the class that Node or an update made, and what the new text says. */
export interface Making {
  native: Native
  /** Private names of later texts have to be put on. */
  layered: boolean
  fields: readonly Member[]
  constructor: Site | undefined
  /** Fields of the old text whose computed keys come to something else now. */
  moved: ReadonlySet<Member>
}

/** The piece that gives what a construction slot is filled with, and whether its maker class goes through the class itself. */
export interface Recipe { piece: string, throughOwn: boolean }

/**
 * One form for each way in which instances can be made now. `v` are the values of the unit, `i` puts private names of
 * later texts on an object, `l` links a maker class to its parent, `k` gives what the computed key of a member came to:
 *
 *   base now                      fields and body are put on the instance that is there
 *   derived now                   a maker class makes the instance, with the real `new.target`
 *   private names in the old text of a derived class
 *                                 the old constructor makes it: new code gives arguments for `super(…)`, then goes on
 */
export function recipeFor(plan: ClassDraft, making: Making): Recipe {
  const { native } = making
  const derived = plan.after.shape!.heritage !== undefined
  if (native.derived && native.branded) return throughSuper(plan, making, derived)
  return derived ? throughMaker(plan, making) : onThis(plan, native.derived ? { ...making, native: { ...native, fields: [] } } : making)
}

const isObject = (name: string): string => `${name}!==null&&(typeof ${name}==='object'||typeof ${name}==='function')`

const recipe = ({ unit, after }: ClassDraft, code: string, throughOwn = false): Recipe => ({ piece: unit.add(after.start, `(v,i,l,k)=>{${code}}`, []), throughOwn })

/** `this` is there with the fields of the old text; where some of them are in the way, another object is made that has none. */
function onThis(plan: ClassDraft, making: Making): Recipe {
  const afresh = !making.native.branded && initialisation(plan, making).trim.length > 0
  const init = initialisation(plan, afresh ? { ...making, native: { ...making.native, fields: [] } } : making)
  const body = making.constructor && baseBody(plan, making.constructor)
  const given = body?.newTarget ? `const n=${making.native.derived ? 'new.target' : '$lcD.nt'};` : ''
  const call = body && `${body.newTarget ? 'b(n)' : 'b'}.apply(o,arguments)`
  const head = `${init.head}${body ? `const b=v.${body.piece};` : ''}`
  if (afresh) return recipe(plan, `${head}return function(){${given}const o=${GLOBALS}.like(this);${init.text}${call ? `const r=${call};return ${isObject('r')}?r:o` : 'return o'}}`)
  if (init.text === '' && body && !body.newTarget && !making.native.derived) return recipe(plan, `return v.${body.piece}`)
  if (init.alone !== undefined && !body && !making.native.derived) return recipe(plan, `return v.${init.alone}`)
  return recipe(plan, `${head}return function(){${given}const o=this;${init.text}${call ? `return ${call}` : ''}}`)
}

/** The maker class has fields and constructor as they are written; the guard of a base class has to be told in a function. */
function throughMaker(plan: ClassDraft, making: Making): Recipe {
  const init = making.layered || startsDecorated(plan.after.shape!) ? initialisation(plan, { ...making, native: { ...making.native, fields: [] } }) : undefined
  const { piece } = makerClass(plan, making, { wrapped: init !== undefined })
  const made = `const X=l(v.${piece}(${init ? initFunction(init) : ''}));`
  return recipe(plan, `${init?.head ?? ''}${made}return ${making.native.derived ? 'X' : 'function(){return $lcR(X,arguments,$lcD.nt)}'}`)
}

const initFunction = ({ text }: Initialisation): string => `o=>{${text}return o}`

/** The instance has to come from the real constructor's own `super(…)`. */
function throughSuper(plan: ClassDraft, making: Making, derived: boolean): Recipe {
  const init = initialisation(plan, making)
  const { constructor } = making
  if (!derived) {
    const body = constructor && baseBody(plan, constructor)
    const run = body ? `const r=${body.newTarget ? 'b(n)' : 'b'}.apply(o,a);return ${isObject('r')}?r:void 0` : ''
    return recipe(plan, `${init.head}${body ? `const b=v.${body.piece};` : ''}return function(){const a=arguments,n=$lcD.nt;return{a:[],r(o){${init.text}${run}}}}`)
  }
  if (!constructor) return recipe(plan, `${init.head}const f=o=>{${init.text}};return function(...a){return{a,r:f}}`)
  const split = splitBody(plan, constructor)
  if (split) return recipe(plan, `${init.head}const f=o=>{${init.text}},s=v.${split.piece}(f);return ${split.newTarget ? 'function(){return s($lcD.nt).apply(void 0,arguments)}' : 's'}`)
  const { piece } = makerClass(plan, { ...making, layered: true }, { wrapped: true, given: true })
  return recipe(plan, `${init.head}const q={a:void 0},X=l(v.${piece}(${initFunction(init)},q));` +
    'return function(){const a=q.a;if(a===void 0)return{a,v:$lcR(X,arguments,$lcD.nt)};q.a=void 0;return{a,r:void 0}}', true)
}
