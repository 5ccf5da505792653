import { bareName } from './scope/block.ts'
import type { Item } from './shapes.ts'

/** A variable that takes its value apart: `const { door } = …`. */
export const isPattern = ({ names, target }: Pick<Item, 'names' | 'target'>): boolean => names.length !== 1 || (target !== undefined && target.end - target.start !== bareName(names[0]!).length)
