import type { Binding, Eager, Export, ImportBinding, Outline, Request } from '../3-analyse/shapes.ts'

/** An outline as it is written into a pack. */
export interface Sketch {
  bindings: [string, Binding['declares']][]
  imports: ImportBinding[]
  requests: Request[]
  exports: Export[]
  stars: string[]
  rerun: boolean
  passesOn: boolean
  eager?: Eager
}

export const sketchOf = ({ bindings, imports, requests, exports, stars, rerun, passesOn, eager }: Outline): Sketch => ({
  bindings: [...bindings].map(([name, { declares }]) => [name, declares]),
  imports: [...imports.values()], requests, exports: [...exports.values()], stars, rerun, passesOn, ...eager && { eager },
})

export const outlineOf = ({ bindings, imports, exports, ...rest }: Sketch): Outline => ({
  bindings: new Map(bindings.map(([name, declares]) => [name, { declares }])),
  imports: new Map(imports.map(each => [each.local, each])),
  exports: new Map(exports.map(each => [each.name, each])),
  ...rest,
})
