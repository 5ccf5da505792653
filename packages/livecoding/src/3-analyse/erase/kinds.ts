import type { BinaryExpression, Node } from 'oxc-parser'
import { assertionCanGo } from './assertion.ts'
import { skipTrivia } from './text.ts'

/** Any node of the tree; what else it has depends on its type. */
export interface AnyNode {
  type: string
  start: number
  end: number
}

/**
 * False for the syntaxes that spaces cannot replace: enums, namespaces with values, parameter properties,
 * `import x =`, `export =`, JSX, decorators, and a few assertions whose operand would bind differently.
 * It looks at this node only. Do not ask inside a node that vanishes: `declare namespace N { enum E {} }` is erasable.
 * Without the text, every `<T>` that would need a closer look counts as not erasable.
 */
export function isErasable(given: AnyNode, text?: string): boolean {
  const node = given as Node
  switch (node.type) {
    case 'TSEnumDeclaration':
    case 'TSModuleDeclaration':
    case 'TSImportEqualsDeclaration':
      return vanishes(node)
    case 'TSParameterProperty':
    case 'TSExportAssignment':
    case 'Decorator':
    case 'JSXElement':
    case 'JSXFragment':
      return false
    case 'ReturnStatement':
    case 'ThrowStatement':
    case 'YieldExpression':
      return assertionCanGo(node, node.argument, text)
    case 'ExpressionStatement':
      return assertionCanGo(node, node.expression, text)
    case 'ArrowFunctionExpression':
      return assertionCanGo(node, node.body, text)
    case 'ExportDefaultDeclaration':
      return assertionCanGo(node, node.declaration, text)
    case 'BinaryExpression':
      return node.operator !== '**' || !bindsByAs(node.left, text)
    default:
      return true
  }
}

// `a ** b as T ** c` is `(a ** b) ** c`, and `-a as T ** b` without its type is an error.
function bindsByAs(left: BinaryExpression['left'], text?: string): boolean {
  if (left.type !== 'TSAsExpression' && left.type !== 'TSSatisfiesExpression') return false
  if (text && text[skipTrivia(text, left.end)] === ')') return false
  return ['BinaryExpression', 'UnaryExpression', 'AwaitExpression'].includes(left.expression.type) || bindsByAs(left.expression, text)
}

/** True when a whole statement or class member exists for the type checker only: nothing of it remains. */
export function vanishes(given: AnyNode): boolean {
  const node = given as Node
  switch (node.type) {
    case 'TSInterfaceDeclaration':
    case 'TSTypeAliasDeclaration':
    case 'TSDeclareFunction':
    case 'TSNamespaceExportDeclaration':
    case 'TSIndexSignature':
    case 'TSAbstractMethodDefinition':
    case 'TSAbstractPropertyDefinition':
    case 'TSAbstractAccessorProperty':
      return true
    case 'VariableDeclaration':
    case 'ClassDeclaration':
    case 'TSEnumDeclaration':
    case 'PropertyDefinition':
    case 'AccessorProperty':
      return node.declare === true
    case 'MethodDefinition':
      return node.value.type === 'TSEmptyBodyFunctionExpression'
    case 'TSModuleDeclaration':
      return node.declare || (node.body?.body.every(isTypeOnly) ?? true)
    case 'ImportDeclaration':
    case 'TSImportEqualsDeclaration':
      return node.importKind === 'type'
    case 'ExportAllDeclaration':
      return node.exportKind === 'type'
    case 'ExportNamedDeclaration':
      return node.exportKind === 'type' || (node.declaration !== null && vanishes(node.declaration))
    case 'ExportDefaultDeclaration':
      return vanishes(node.declaration)
    default:
      return false
  }
}

// Inside a namespace even `declare const x` makes the namespace a value: `N` must exist for `N.x` to be asked for.
function isTypeOnly(statement: Node): boolean {
  switch (statement.type) {
    case 'TSInterfaceDeclaration':
    case 'TSTypeAliasDeclaration':
      return true
    case 'TSModuleDeclaration':
      return statement.body?.body.every(isTypeOnly) ?? true
    case 'ExportNamedDeclaration':
      return statement.declaration ? isTypeOnly(statement.declaration) : statement.specifiers.length === 0
    default:
      return false
  }
}
