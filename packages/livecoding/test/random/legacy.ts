import { itemsOf, type Program } from './program.ts'

export const tsconfig = '{ "compilerOptions": { "target": "es2022", "experimentalDecorators": true } }\n'

/** TypeScript's own decorators give fields no value, and cannot stand on private members. */
export function inLegacy(program: Program): Program {
  if (!program.legacy) return program
  for (const { item } of itemsOf(program)) {
    if (item.kind === 'class') for (const member of [...item.fields, ...item.methods.filter(({ kind }) => kind.includes('private'))]) delete member.times
  }
  return program
}
