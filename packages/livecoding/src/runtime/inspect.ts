import { inspect, type InspectOptions } from 'node:util'

/** What `console.log` and `inspect` give. */
interface Options extends InspectOptions { stylize(text: string, style: 'special'): string }

const shown = '[Object: null prototype]'
const native = '[Module: null prototype]'

/** Shows a namespace object in `console.log` as Node shows its own: with values, where ours has accessors. */
export function inspectAsModule(namespace: object): void {
  Object.defineProperty(namespace, inspect.custom, { value: (depth: number, options: Options) => show(namespace, { ...options, depth }) })
}

function show(namespace: object, options: Options): string {
  if ((options.depth ?? 0) < 0) return options.stylize(`${shown} [Module]`, 'special')
  const values = Object.create(null) as Record<string, unknown>
  for (const name of Object.keys(namespace)) values[name] = valueOf(namespace as Record<string, unknown>, name, options)
  return inspect(values, options).replace(shown, native)
}

function valueOf(namespace: Record<string, unknown>, name: string, { stylize }: Options): unknown {
  try {
    return namespace[name]
  } catch (error) {
    if (error instanceof ReferenceError) return { [inspect.custom]: () => stylize('<uninitialized>', 'special') }
    throw error
  }
}
