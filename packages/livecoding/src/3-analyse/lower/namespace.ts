import { child, list, text, type Node } from '../ast.ts'
import { bareName, sayBlock, type Block } from '../scope/block.ts'
import { namesOf, type Blocks } from '../scope/blocks.ts'
import { vanishes } from '../erase/erase.ts'
import { spaces, type Rewrite } from '../rewrite.ts'
import { find } from '../tokens.ts'
import { isTypeAlias } from './type-alias.ts'

/** How an enum is said in JavaScript; `adds`: to one that is there. */
export type EnumText = (node: Node, adds: boolean) => string

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
export function namespaceText(statement: Node, source: string, blocks: Blocks, enumText: EnumText, statements: readonly Node[]): Rewrite[] {
  const node = statement.type === 'ExportNamedDeclaration' ? child(statement, 'declaration')! : statement
  const writer = new Writer(source, blocks, enumText, statements)
  writer.namespace(node, statement.start, statement === node ? '' : 'export ')
  return writer.rewrites
}

class Writer {
  readonly rewrites: Rewrite[] = []
  readonly #source: string
  readonly #blocks: Blocks
  readonly #enumText: EnumText
  /** The statements around, the inner ones first. */
  #around: readonly (readonly Node[])[]
  constructor(source: string, blocks: Blocks, enumText: EnumText, statements: readonly Node[]) {
    this.#around = [statements]
    this.#source = source
    this.#blocks = blocks
    this.#enumText = enumText
  }

  /** `from`: where what stands in front of the word begins. */
  namespace(node: Node, from: number, word = ''): void {
    const body = child(node, 'body')!
    const blocks = this.#blocks.of.get(node)!
    const head = blocks.map((block, index) => this.#head(block, index > 0 ? blocks[index - 1] : undefined, word)).join('')
    this.#replace(from, body.start + 1, head)
    const members = list(body, 'body')
    const around = this.#around
    this.#around = [members, ...around]
    for (const each of members) this.#member(each, blocks.at(-1)!)
    this.#around = around
    this.#replace(body.end - 1, body.end, '})();'.repeat(blocks.length))
  }

  /** `namespace A.B {}` is a block in a block. */
  #head(block: Block, around: Block | undefined, word: string): string {
    const [name, space] = [bareName(block.space), JSON.stringify(block.space)]
    const given = around ? `$lc.give(${JSON.stringify(around.space)},{${name}});` : ''
    const object = this.#blocks.adding.has(block) ? `;$lc.space(${space},${name});` : `${around ? '' : word}let ${name}=$lc.space(${space});${given}`
    return `${object}(function(){${sayBlock(block)}`
  }

  #member(each: Node, { space }: Block): void {
    if (isTypeAlias(each, ...this.#around)) return this.#replace(each.start, each.end, '')
    if (each.type !== 'ExportNamedDeclaration') return this.#declaration(each, each.start)
    const declaration = child(each, 'declaration')
    if (!declaration) return this.#replace(each.start, each.end, '')
    if (vanishes(declaration) || !isSaidAnew.has(declaration.type)) {
      const word = find(this.#source, list(declaration, 'decorators').findLast(({ end }) => end <= declaration.start)?.end ?? each.start, 'export')
      this.rewrites.push({ at: word, end: word + 'export'.length, text: ' '.repeat('export'.length) })
    }
    if (vanishes(declaration)) return
    this.#declaration(declaration, each.start)
    if (this.#blocks.adding.has(this.#blocks.of.get(declaration)?.[0] ?? declaration)) return
    const names = namesOf(declaration)
    const given = declaration.type === 'VariableDeclaration' && declaration.kind !== 'const'
      ? names.map(name => `get ${name}(){return ${name}},set ${name}($lcv){${name}=$lcv}`) : names
    this.rewrites.push({ at: each.end, end: each.end, text: `;$lc.give(${JSON.stringify(space)},{${given.join(',')}});` })
  }

  #declaration(node: Node, from: number): void {
    if (vanishes(node)) return
    switch (node.type) {
      case 'TSModuleDeclaration': return this.namespace(node, from)
      case 'TSImportEqualsDeclaration': return this.#replace(from, child(node, 'moduleReference')!.start, `const ${text(child(node, 'id'))}=`)
      case 'TSEnumDeclaration': this.rewrites.push({ at: from, end: node.end, text: this.#enumText(node, this.#blocks.adding.has(node)) })
    }
  }

  /** On the lines of what it stands for. */
  #replace(at: number, end: number, text: string): void {
    this.rewrites.push({ at, end, text: text + spaces(this.#source.slice(at, end)).replaceAll(' ', '') })
  }
}

/** With the words in front of it. */
const isSaidAnew = new Set(['TSModuleDeclaration', 'TSImportEqualsDeclaration', 'TSEnumDeclaration'])

/** A second block of an enum adds to the first. Before it may stand a call without a semicolon. */
export const mergedEnum = (code: string, name: string): string =>
  code.replace(/^(?:export )?(?:let|var) [\w$]+ = (?:\/\*[^*]*\*\/)?\s*/, ';(').replace(/\}\((?:[\w$]+ \|\| )?\{\}\);?\s*$/, `})(${name} || (${name} = {}));`)
