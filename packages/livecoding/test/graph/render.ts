import type { Declared, Graph, Module } from './graph.ts'

/** The files of a graph. `main.ts` asks modules what they see; what they see is shown by `show.ts`. */
export function render(graph: Graph): Map<string, string> {
  const asked = graph.filter(each => each.asked)
  const main = `${asked.map(({ name }) => `import { look_${name} } from './${name}.ts'\n`).join('')}export const view = async () => ({ ${asked.map(({ name }) => `${name}: await look_${name}()`).join(', ')} })\n`
  return new Map([['main.ts', main], ['show.ts', show], ...graph.map(module => [`${module.name}.ts`, moduleText(module)] as const)])
}

const show = `const plain = (value: any): unknown => typeof value === 'function' ? (value.say ?? value)() : typeof value === 'object' ? Object.keys(value).filter(key => !key.startsWith('look_')).sort().join() : value
const members = (value: any): unknown => typeof value !== 'object' ? plain(value) : Object.fromEntries(Object.keys(value).filter(key => !key.startsWith('look_')).map(key => [key, safe(() => plain(value[key]))]))
const safe = (get: () => unknown): unknown => { try { return get() } catch (error) { return (error as Error).name } }
export const show = (get: () => unknown): unknown => safe(() => members(get()))
export const shown = async (load: () => Promise<unknown>): Promise<unknown> => load().then(space => show(() => space), () => 'nothing there')
`

function moduleText({ name, declares, imports, stars, dynamic }: Module): string {
  const lines = ["import { show, shown } from './show.ts'"]
  for (const each of imports) {
    const said = each.name === '*' ? `* as ${each.local ?? each.as}` : `{ ${each.name} as ${each.local ?? each.as} }`
    lines.push(`${each.local === undefined ? 'export' : 'import'} ${said} from './${each.from}.ts'`)
  }
  lines.push(...stars.map(from => `export * from './${from}.ts'`), ...declares.map(declaration))
  const again = [...declares.map(each => ({ local: each.name, as: each.as })), ...imports.filter(each => each.local !== undefined)].filter(each => each.as !== undefined)
  if (again.length > 0) lines.push(`export { ${again.map(({ local, as }) => `${local} as ${as}`).join(', ')} }`)
  const seen = [...declares.map(each => each.name), ...imports.flatMap(each => each.local ?? [])].map(local => `${local}: show(() => ${local})`)
  lines.push(`export const look_${name} = async () => ({ ${[...seen, ...dynamic.map(from => `'import ${from}': await shown(() => import('./${from}.ts'))`)].join(', ')} })`)
  return `${lines.join('\n')}\n`
}

function declaration({ name, kind, version }: Declared): string {
  const value = `'${name} ${version}'`
  switch (kind) {
    case 'function': return `function ${name}() { return ${value} }`
    case 'class': return `class ${name} { static say() { return ${value} } }`
    default: return `${kind} ${name} = ${value}`
  }
}
