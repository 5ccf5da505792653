import { child, eachChild, list, text, type Node } from '../ast.ts'
import { blockOf, type Block } from './block.ts'

export type ScopeKind = 'top' | 'function' | 'self' | 'class' | 'block' | 'field' | 'with'

/** A variable of a function, block or class. */
export interface Variable {
  name: string
  scope: Scope
  /** `var`, `const`, `using` …, where a variable statement declares it first; `function`. */
  kind: string | undefined
  /** Offsets of its declarations, in the order of the source. */
  declared: number[]
}

/**
 * One environment (ECMA-262 9.1). `self` holds the name of a function expression; `field` is an initialiser or a static
 * block of a class, which has `var`s of its own; what a `with` has, nobody knows. Variables of the top are the module's, and are not looked up here.
 */
export interface Scope {
  kind: ScopeKind
  node: Node
  upper: Scope | undefined
  /** The nearest one around, or it itself, in which `var`s live. */
  home: Scope
  /** Of a `self`: the function that has the name. */
  inside: Scope | undefined
  /** Of the function that a namespace block became. */
  block: Block | undefined
  variables: Map<string, Variable>
}

/** A name that is read or written; a declaration is none. */
export interface Reference { name: string, at: number, write: boolean, from: Scope }

export interface ScopeTree {
  references: Reference[]
  /** The innermost scope that a node makes. */
  scopes: Map<Node, Scope>
  /** By offset of the name in a `var`. */
  vars: Map<number, Variable>
  /** The functions that are constructors of classes. */
  constructors: Set<Node>
  /** There is a `with` in it. */
  hasWith: boolean
}

/** All scopes of a program, and all names that are said in them, in one pass. Types are no part of it. */
export function scopeTree(program: Node, isSloppy: boolean): ScopeTree {
  const tree = new Builder(program, isSloppy)
  for (const statement of list(program, 'body')) tree.visit(statement)
  tree.hoistFromBlocks()
  return tree
}

type Declare = (name: Node) => void

const isStrict = (statements: readonly Node[]): boolean => statements.some(({ directive }) => directive === 'use strict')

class Builder implements ScopeTree {
  readonly references: Reference[] = []
  readonly scopes = new Map<Node, Scope>()
  readonly vars = new Map<number, Variable>()
  readonly constructors = new Set<Node>()
  hasWith = false
  #here: Scope
  #isSloppy: boolean
  /** Names of plain functions that sloppy code declares in blocks. */
  readonly #inBlocks: { id: Node, block: Scope }[] = []

  constructor(program: Node, isSloppy: boolean) {
    this.#isSloppy = isSloppy
    const top: Omit<Scope, 'home'> = { kind: 'top', node: program, upper: undefined, inside: undefined, block: undefined, variables: new Map() }
    this.#here = Object.assign(top, { home: top as Scope })
  }

  readonly visit = (node: Node): void => {
    switch (node.type) {
      case 'Identifier': return this.#refer(node, false)
      case 'FunctionDeclaration': case 'FunctionExpression': case 'ArrowFunctionExpression': return this.#function(node)
      case 'ClassDeclaration': case 'ClassExpression': return this.#class(node)
      case 'VariableDeclaration': return this.#variables(node)
      case 'BlockStatement': return this.#within('block', node, () => eachChild(node, this.visit))
      case 'ForStatement': case 'ForInStatement': case 'ForOfStatement': return this.#loop(node)
      case 'SwitchStatement':
        this.visit(child(node, 'discriminant')!)
        return this.#within('block', node, () => list(node, 'cases').forEach(this.visit))
      case 'CatchClause': return this.#within('block', node, () => {
        const param = child(node, 'param')
        if (param) this.#pattern(param, name => this.#declare(name, this.#here))
        this.visit(child(node, 'body')!)
      })
      case 'AssignmentExpression': return this.#assign(node)
      case 'UpdateExpression': return this.#target(child(node, 'argument')!)
      case 'MemberExpression':
        this.visit(child(node, 'object')!)
        if (node.computed) this.visit(child(node, 'property')!)
        return
      case 'Property': case 'MethodDefinition': case 'PropertyDefinition': case 'AccessorProperty': return this.#member(node)
      case 'WithStatement':
        this.hasWith = true
        this.visit(child(node, 'object')!)
        return this.#within('with', node, () => this.visit(child(node, 'body')!))
      case 'StaticBlock': return this.#within('field', node, () => list(node, 'body').forEach(this.visit))
      case 'LabeledStatement': return this.visit(child(node, 'body')!)
      case 'BreakStatement': case 'ContinueStatement': case 'MetaProperty': case 'ImportDeclaration': case 'ExportAllDeclaration': return
      case 'ExportNamedDeclaration': {
        const declaration = child(node, 'declaration')
        if (declaration) this.visit(declaration)
        else if (!node.source) for (const each of list(node, 'specifiers')) this.visit(child(each, 'local')!)
        return
      }
      // What a type says of an expression is no part of the code.
      case 'TSAsExpression': case 'TSSatisfiesExpression': case 'TSNonNullExpression': case 'TSTypeAssertion': case 'TSInstantiationExpression': case 'TSExportAssignment':
        return this.visit(child(node, 'expression')!)
    }
    if (!node.type.startsWith('TS')) eachChild(node, this.visit)
  }

  #within(kind: ScopeKind, node: Node, work: () => void): void {
    const upper = this.#here
    const block = kind === 'function' ? blockOf(node) : undefined
    const scope: Scope = { kind, node, upper, home: upper.home, inside: undefined, block, variables: new Map() }
    if (kind === 'function' || kind === 'field') scope.home = scope
    if (upper.kind === 'self') upper.inside = scope
    this.#here = scope
    this.scopes.set(node, scope)
    work()
    this.#here = upper
  }

  #declare(id: Node, scope: Scope, kind?: string): void {
    if (scope.kind === 'top') return
    const name = text(id)
    let variable = scope.variables.get(name)
    if (variable) variable.declared.push(id.start)
    else scope.variables.set(name, variable = { name, scope, kind, declared: [id.start] })
    if (kind === 'var') this.vars.set(id.start, variable)
  }

  #refer({ start, name }: Node, write: boolean): void {
    this.references.push({ name: name as string, at: start, write, from: this.#here })
  }

  #function(node: Node): void {
    const id = child(node, 'id')
    if (id && node.type === 'FunctionDeclaration') {
      this.#declare(id, this.#here, 'function')
      if (this.#isSloppy && this.#here.kind === 'block' && node.async !== true && node.generator !== true) this.#inBlocks.push({ id, block: this.#here })
    }
    if (id && node.type === 'FunctionExpression') {
      return this.#within('self', node, () => {
        this.#declare(id, this.#here)
        this.#code(node)
      })
    }
    this.#code(node)
  }

  /** Parameters and body are one scope. */
  #code(node: Node): void {
    for (const param of list(node, 'params')) list(param, 'decorators').forEach(this.visit)
    const isSloppy = this.#isSloppy
    this.#within('function', node, () => {
      for (const param of list(node, 'params')) this.#pattern(param, name => { if (text(name) !== 'this') this.#declare(name, this.#here) })
      const body = child(node, 'body')
      const statements = body?.type === 'BlockStatement' ? list(body, 'body') : []
      this.#isSloppy &&= !isStrict(statements)
      if (body?.type === 'BlockStatement') statements.forEach(this.visit)
      else if (body) this.visit(body)
    })
    this.#isSloppy = isSloppy
  }

  /** A function that sloppy code declares in a block is a `var` of the function around as well, unless a parameter or what a block declares has its name (ECMA-262 B.3.2.1). */
  hoistFromBlocks(): void {
    for (const { id, block: { upper, home } } of this.#inBlocks) {
      let scope = upper!
      while (scope !== home && !scope.variables.has(text(id))) scope = scope.upper!
      if (scope === home && home.kind === 'function' && !home.variables.has(text(id))) {
        home.variables.set(text(id), { name: text(id), scope: home, declared: [id.start], kind: 'var' })
      }
    }
  }

  #class(node: Node): void {
    const id = child(node, 'id')
    if (id && node.type === 'ClassDeclaration') this.#declare(id, this.#here)
    list(node, 'decorators').forEach(this.visit)
    const isSloppy = this.#isSloppy
    this.#isSloppy = false
    this.#within('class', node, () => {
      if (id && node.type === 'ClassExpression') this.#declare(id, this.#here)
      const heritage = child(node, 'superClass')
      if (heritage) this.visit(heritage)
      list(child(node, 'body')!, 'body').forEach(this.visit)
    })
    this.#isSloppy = isSloppy
  }

  #member(node: Node): void {
    if (node.computed) this.visit(child(node, 'key')!)
    const value = child(node, 'value')
    if (value && node.kind === 'constructor') this.constructors.add(value)
    if (value && node.type !== 'PropertyDefinition' && node.type !== 'AccessorProperty') this.visit(value)
    else if (value) this.#within('field', value, () => this.visit(value))
    list(node, 'decorators').forEach(this.visit)
  }

  #variables(node: Node): void {
    if (node.declare) return
    const scope = node.kind === 'var' ? this.#here.home : this.#here
    for (const declarator of list(node, 'declarations')) {
      this.#pattern(child(declarator, 'id')!, name => this.#declare(name, scope, String(node.kind)))
      const init = child(declarator, 'init')
      if (init) this.visit(init)
    }
  }

  #loop(node: Node): void {
    const head = child(node, node.type === 'ForStatement' ? 'init' : 'left')
    const visit = (): void => {
      if (head && head.type !== 'VariableDeclaration' && node.type !== 'ForStatement') this.#target(head)
      else if (head) this.visit(head)
      for (const field of ['test', 'update', 'right', 'body']) {
        const part = child(node, field)
        if (part) this.visit(part)
      }
    }
    if (head?.type === 'VariableDeclaration' && head.kind !== 'var') this.#within('block', node, visit)
    else visit()
  }

  #assign(node: Node): void {
    this.#target(child(node, 'left')!)
    this.visit(child(node, 'right')!)
  }

  /** What is assigned to: names in it are written. */
  #target(node: Node): void {
    if (node.type.startsWith('TS')) return this.#target(child(node, 'expression')!)
    this.#pattern(node, name => this.#refer(name, true))
  }

  /** The names that a pattern binds or writes; what it evaluates is visited. */
  #pattern(node: Node, bind: Declare): void {
    switch (node.type) {
      case 'Identifier': return bind(node)
      case 'ObjectPattern':
        for (const property of list(node, 'properties')) {
          if (property.type === 'RestElement') this.#pattern(property, bind)
          else {
            if (property.computed) this.visit(child(property, 'key')!)
            this.#pattern(child(property, 'value')!, bind)
          }
        }
        return
      case 'ArrayPattern': return list(node, 'elements').forEach(element => this.#pattern(element, bind))
      case 'AssignmentPattern':
        this.#pattern(child(node, 'left')!, bind)
        return this.visit(child(node, 'right')!)
      case 'RestElement': return this.#pattern(child(node, 'argument')!, bind)
      case 'TSParameterProperty': return this.#pattern(child(node, 'parameter')!, bind)
      case 'TSAsExpression': case 'TSSatisfiesExpression': case 'TSNonNullExpression': case 'TSTypeAssertion': return this.#pattern(child(node, 'expression')!, bind)
      default: this.visit(node)
    }
  }
}
