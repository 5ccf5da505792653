import { isTyping, type Node } from './ast.ts'

/** A node with those around it. */
export interface Place {
  node: Node
  parent: Node | undefined
  /** The parent's field in which the node stands, and its place in a list. */
  field: string
  index: number
  up: Place | undefined
}

export const place = (node: Node, field = 'body', up?: Place, index = 0): Place => ({ node, parent: up?.node, field, index, up })

/** Where a value stands for who leaves out what types say of it: `(sizes as any).hall` as `sizes.hall`. */
export function withoutTypes(at: Place): Place {
  let here = at
  while (here.parent && here.up && isTyping(here.parent)) here = here.up
  return here
}
