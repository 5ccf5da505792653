import { existsSync } from 'node:fs'
import { attempt } from '../update/attempt.ts'
import { look } from '../2-read/look.ts'
import type { Host } from '../engine/host.ts'
import { textGiven } from '../loader/others.ts'
import { report } from '../update/report.ts'
import type { LiveModule } from '../live-module.ts'

/**
 * `import()` of a module that nobody imported any more, or whose file was gone: Node has it in its cache, and would give
 * what it was. It is brought to what its file says now, as one update, before the program gets it.
 *
 * @throws Error ERR_MODULE_NOT_FOUND where the file is not there, as on a fresh start; SyntaxError where it cannot be linked
 */
export async function awake({ world, resolver, enqueue, isBusy, tell }: Host, module: LiveModule, importer: LiveModule): Promise<void> {
  const { path } = module
  if (!existsSync(path)) throw Object.assign(new Error(`Cannot find module '${path}' imported from ${importer.path}`), { code: 'ERR_MODULE_NOT_FOUND', url: module.url })
  const again = enqueue(async () => {
    const { text: file } = look(path)
    if (!module.dormant || file === undefined) return
    module.root = true
    const started = performance.now()
    const result = await attempt(world, resolver, new Map([[path, await textGiven(world, path, file)]]))
    if (result.status === 'applied') world.seen.set(path, file)
    tell(report(world, result, [path], started))
    const [problem] = result.problems
    if (result.status === 'rejected' && problem) throw new SyntaxError(`${problem.message} ${problem.hint}`)
  })
  // The update under way may be waiting for this import.
  if (!isBusy()) await again
}
