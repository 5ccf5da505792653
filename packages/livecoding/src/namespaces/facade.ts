import { GLOBALS } from '../3-analyse/globals.ts'
import { isNativeBinding, targetOfExport } from '../graph/targets.ts'
import { modelAt } from '../graph/modules.ts'
import type { LiveModule } from '../live-module.ts'
import type { World } from '../world.ts'

/**
 * What Node runs where code that the engine does not manage imports a namespace: names that Node has are exported again,
 * those that came by an edit have the value of this moment. The namespace object itself is the way to later ones.
 */
export function facadeText(world: World, space: LiveModule): string {
  const native: string[] = []
  const late: string[] = []
  for (const { name, from, imported } of modelAt(space, 'newest').exports.values()) {
    const target = targetOfExport(world, space, name, 'newest')
    const said = JSON.stringify(name)
    if (target?.kind === 'binding' && !isNativeBinding(target.module, target.local)) late.push(`const l${late.length}=$live[${said}];export{l${late.length} as ${said}};`)
    else native.push(imported === '*' ? `export*as ${said} from${JSON.stringify(from)};` : `export{${said}}from${JSON.stringify(from)};`)
  }
  const setup = late.length > 0 ? `const $live=${GLOBALS}.registry.space(${JSON.stringify(space.path)});` : ''
  return `${native.join('')}${setup}${late.join('')}`
}
