import { parse, View } from 'vega'
import { compile } from 'vega-lite'

/** The drawing of a Vega-Lite specification as SVG text. */
export const svg = specification => new View(parse(compile(specification).spec), { renderer: 'none' }).toSVG()
