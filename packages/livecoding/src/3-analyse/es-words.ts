import type { Node } from './ast.ts'

/** A statement that makes its file an ES module, and does not go with the types. */
export function esWord({ type, importKind, exportKind, declaration }: Node): 'import' | 'export' | undefined {
  if (importKind === 'type' || exportKind === 'type' || (declaration as Node | undefined)?.type === 'TSImportEqualsDeclaration') return undefined
  switch (type) {
    case 'ImportDeclaration': return 'import'
    case 'ExportNamedDeclaration': case 'ExportDefaultDeclaration': case 'ExportAllDeclaration': return 'export'
  }
  return undefined
}
