import { child, eachChild, list, text, type Node } from './ast.ts'
import { sayBlock, type Block } from './block.ts'
import { boundNames } from './bound.ts'
import { vanishes } from './erase.ts'
import { spaces, type Rewrite } from './rewrite.ts'
import { find } from './tokens.ts'

/** How often each name was declared by the blocks and classes in front. */
export type Declared = Map<string, number>

/** How an enum is said in JavaScript. */
type EnumText = (node: Node) => string

/**
 * A namespace block as a function that is called where it stands, on the same lines:
 *
 *     export namespace Door {                export let Door=$lc.space("Door");(function(){'lc:{"space":"Door",…}';
 *       export const width = 3                        const width = 3;$lc.give("Door",{width});
 *       export let open = false                       let open = false;$lc.give("Door",{get open(){return open},set open($lcv){open=$lcv}});
 *       import Lock = Locks.Lock               const Lock= Locks.Lock
 *     }                                      })();
 *
 * `$lc.space` gives the object of the namespace, `$lc.give` gives it members.
 */
export function namespaceText(statement: Node, source: string, declared: Declared, enumText: EnumText): Rewrite[] {
  const node = statement.type === 'ExportNamedDeclaration' ? child(statement, 'declaration')! : statement
  const writer = new Writer(source, enumText)
  writer.namespace(node, { from: statement.start, at: '', declared, exported: statement !== node })
  return writer.rewrites
}

interface Around {
  /** Where what stands in front of the word begins. */
  from: number
  /** The name of the block around, with what belongs between it and a member. */
  at: string
  declared: Declared
  /** The module exports it. */
  exported: boolean
}

class Writer {
  readonly rewrites: Rewrite[] = []
  readonly #source: string
  readonly #enumText: EnumText
  constructor(source: string, enumText: EnumText) {
    this.#source = source
    this.#enumText = enumText
  }

  namespace(node: Node, { from, at, declared, exported }: Around): void {
    const body = child(node, 'body')!
    const [name, ...path] = pathOf(child(node, 'id')!) as [string, ...string[]]
    const count = declared.get(name) ?? 0
    declared.set(name, count + 1)
    const space = at + name
    const spaced = JSON.stringify(space)
    const before = count > 0 ? `;$lc.space(${spaced},${name});` : `${exported ? 'export ' : ''}let ${name}=$lc.space(${spaced});`
    const block = { space, at: `${space}#${count}` }
    // `namespace A.B {}` is a block in a block.
    const inner = path.length > 0 ? { space: [space, ...path].join(':'), at: `${[space, ...path].join(':')}#${count}` } : block
    const open = path.map((each, index) => {
      const around = [space, ...path.slice(0, index)].join(':')
      const blockAround: Block = { space: around, at: `${around}#${count}`, exports: [each], enums: [] }
      return `(function(){${sayBlock(blockAround)}let ${each}=$lc.space(${JSON.stringify(`${around}:${each}`)});$lc.give(${JSON.stringify(around)},{${each}});`
    }).join('')
    const exports: string[] = []
    const enums: [string, string[]][] = []
    const members = list(body, 'body')
    for (const each of members) {
      const declaration = each.type === 'ExportNamedDeclaration' ? child(each, 'declaration') : each
      if (!declaration || vanishes(declaration)) continue
      if (declaration !== each) exports.push(...namesOf(declaration))
      if (declaration.type === 'TSEnumDeclaration') enums.push([text(child(declaration, 'id')), membersOf(declaration)])
    }
    const head = `${before}${open}(function(){${sayBlock({ ...inner, exports, enums })}`
    this.#replace(from, body.start + 1, head)
    const inside: Declared = new Map()
    for (const each of members) this.#member(each, inner, inside, members)
    this.#replace(body.end - 1, body.end, `})();${'})();'.repeat(path.length)}`)
  }

  #member(each: Node, { space, at }: Pick<Block, 'space' | 'at'>, declared: Declared, all: readonly Node[]): void {
    if (each.type !== 'ExportNamedDeclaration') return this.#declaration(each, each.start, { at: `${at}:`, declared, isUsed: name => isUsed(all, each, name) })
    const declaration = child(each, 'declaration')
    if (!declaration) return this.#replace(each.start, each.end, '')
    const decorators = list(declaration, 'decorators')
    const word = find(this.#source, decorators.findLast(({ end }) => end <= declaration.start)?.end ?? each.start, 'export')
    const isAlone = declaration.type === 'TSModuleDeclaration' || declaration.type === 'TSImportEqualsDeclaration' || declaration.type === 'TSEnumDeclaration'
    if (!isAlone || vanishes(declaration)) this.rewrites.push({ at: word, end: word + 'export'.length, text: ' '.repeat('export'.length) })
    if (vanishes(declaration)) return
    this.#declaration(declaration, each.start, { at: `${space}:`, declared, isUsed: () => true })
    const names = namesOf(declaration)
    const given = declaration.type === 'VariableDeclaration' && declaration.kind !== 'const'
      ? names.map(name => `get ${name}(){return ${name}},set ${name}($lcv){${name}=$lcv}`) : names
    this.rewrites.push({ at: each.end, end: each.end, text: `;$lc.give(${JSON.stringify(space)},{${given.join(',')}});` })
  }

  #declaration(node: Node, from: number, { at, declared, isUsed }: Pick<Around, 'at' | 'declared'> & { isUsed: (name: string) => boolean }): void {
    if (vanishes(node)) return
    const name = text(child(node, 'id'))
    switch (node.type) {
      case 'TSModuleDeclaration': return this.namespace(node, { from, at, declared, exported: false })
      case 'TSImportEqualsDeclaration': return isUsed(name) ? this.#replace(from, child(node, 'moduleReference')!.start, `const ${name}=`) : this.#replace(from, node.end, '')
      case 'TSEnumDeclaration': {
        const isMore = declared.has(name)
        declared.set(name, 1)
        this.rewrites.push({ at: from, end: node.end, text: isMore ? mergedEnum(this.#enumText(node), name) : this.#enumText(node) })
        return
      }
      case 'FunctionDeclaration': case 'ClassDeclaration': declared.set(name, 1)
    }
  }

  /** On the lines of what it stands for. */
  #replace(at: number, end: number, text: string): void {
    this.rewrites.push({ at, end, text: text + spaces(this.#source.slice(at, end)).replaceAll(' ', '') })
  }
}

/** A second block of an enum adds to the first. */
export const mergedEnum = (code: string, name: string): string =>
  code.replace(/^(?:export )?(?:let|var) [\w$]+ = (?:\/\*[^*]*\*\/)?\s*/, '(').replace(/\}\((?:[\w$]+ \|\| )?\{\}\);?\s*$/, `})(${name} || (${name} = {}));`)

/** An alias of a type is no value. */
function isUsed(all: readonly Node[], alias: Node, name: string): boolean {
  let found = false
  const search = (node: Node): void => {
    if (found || node === alias || node.type === 'TSTypeAnnotation' || node.type === 'TSTypeReference') return
    if (node.type === 'Identifier' && text(node) === name) found = true
    else eachChild(node, search)
  }
  all.forEach(search)
  return found
}

function namesOf(declaration: Node): string[] {
  if (declaration.type === 'VariableDeclaration') return list(declaration, 'declarations').flatMap(each => boundNames(child(each, 'id')))
  return [pathOf(child(declaration, 'id')!)[0]!]
}

export const pathOf = (id: Node): string[] => id.type === 'TSQualifiedName' ? [...pathOf(child(id, 'left')!), text(child(id, 'right'))] : [text(id)]

/** Names of the members of an enum. */
export const membersOf = (node: Node): string[] =>
  list(child(node, 'body') ?? node, 'members').map(member => text(child(member, 'id')) || text(child(member, 'id'), 'value'))

