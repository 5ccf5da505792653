import type { Member } from '../../3-analyse/class-shapes.ts'
import type { Site } from '../../3-analyse/site-shapes.ts'
import { startsDecorated } from '../../instrument/native.ts'
import { objectOr } from '../../instrument/told.ts'
import type { Native } from '../../live-module.ts'
import type { ClassDraft } from './class-draft.ts'
import { baseBody, makerClass, splitBody } from './constructor.ts'
import { CONSTRUCTS, GLOBALS } from '../../3-analyse/globals.ts'
import { inTheWay, initialisation, type Initialisation } from './initialise.ts'

/** What a recipe is made from: the class that Node or an update made, and what the new text says. */
export interface Making {
  native: Native
  /** How code inside the class says whom to tell of new instances. */
  done: string
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
 * later texts on an object, `l` links a maker class to its parent, `k` gives what the computed key of a member came to.
 * What is given back gets the instance of a base class in `s`, `new.target` in `n` and the arguments in `a`:
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

const recipe = ({ unit, after }: ClassDraft, code: string, throughOwn = false): Recipe => ({ piece: unit.add(after.start, `(v,i,l,k)=>{${code}}`, []), throughOwn })

/** What the guard calls. By its name stacks know that it is no frame of the program. */
const constructs = (body: string): string => `const ${CONSTRUCTS}=(s,n,...a)=>${body};return ${CONSTRUCTS}`

/** `made` becomes the instance, which whoever wants to know of it is told. */
const gives = (made: string, { done }: Making): string => `const y=${made};${done}?.($lcC,y,n);return y`

/** `this` is there with the fields of the old text; where some of them are in the way, another object is made that has none. */
function onThis(plan: ClassDraft, making: Making): Recipe {
  const { native } = making
  const afresh = !native.branded && inTheWay(making).length > 0
  const init = initialisation(plan, afresh ? { ...making, native: { ...native, fields: [] } } : making)
  const body = making.constructor && baseBody(plan, making.constructor)
  const head = `${init.head}${body ? `const b=v.${body.piece};` : ''}`
  const made = body ? `const r=${body.newTarget ? 'b(n)' : 'b'}.apply(o,a);${gives(objectOr('r', 'o'), making)}` : gives('o', making)
  // Only what is constructed finds the prototype of its instance as `super(…)` of a fresh start would.
  const own = native.derived ? '$lcR(S,[],n)' : afresh ? `${GLOBALS}.like(s)` : 's'
  return recipe(plan, `${native.derived ? 'const S=function(){};' : ''}${head}${constructs(`{const o=${own};${init.text}${made}}`)}`)
}

/** The maker class has fields and constructor as they are written. */
function throughMaker(plan: ClassDraft, making: Making): Recipe {
  const init = making.layered || startsDecorated(plan.after.shape!) ? initialisation(plan, { ...making, native: { ...making.native, fields: [] } }) : undefined
  const { piece } = makerClass(plan, making, { wrapped: init !== undefined })
  return recipe(plan, `${init?.head ?? ''}const X=l(v.${piece}(${init ? initFunction(init) : ''}));${constructs(`{${gives('$lcR(X,a,n)', making)}}`)}`)
}

const initFunction = ({ text }: Initialisation): string => `o=>{${text}return o}`

/** The instance has to come from the real constructor's own `super(…)`, and is told there. */
function throughSuper(plan: ClassDraft, making: Making, derived: boolean): Recipe {
  const init = initialisation(plan, making)
  const { constructor } = making
  if (!derived) {
    const body = constructor && baseBody(plan, constructor)
    const run = body ? `const r=${body.newTarget ? 'b(n)' : 'b'}.apply(o,a);return ${objectOr('r', 'void 0')}` : ''
    return recipe(plan, `${init.head}${body ? `const b=v.${body.piece};` : ''}${constructs(`({a:[],r(o){${init.text}${run}}})`)}`)
  }
  if (!constructor) return recipe(plan, `${init.head}const f=o=>{${init.text}};${constructs('({a,r:f})')}`)
  const split = splitBody(plan, constructor)
  if (split) return recipe(plan, `${init.head}const f=o=>{${init.text}},b=v.${split.piece}(f);${constructs(`${split.newTarget ? 'b(n)' : 'b'}.apply(void 0,a)`)}`)
  const { piece } = makerClass(plan, { ...making, layered: true }, { wrapped: true, given: true })
  return recipe(plan, `${init.head}const q={a:void 0},X=l(v.${piece}(${initFunction(init)},q));` +
    constructs('{const g=q.a;if(g===void 0)return{a:g,v:$lcR(X,a,n)};q.a=void 0;return{a:g,r:void 0}}'), true)
}
