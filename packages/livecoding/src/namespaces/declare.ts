import { start } from '../engine/engine.ts'
import { registry } from '../runtime/registry.ts'
import { writeDeclarations } from './declarations.ts'
import { newDirectory, offer } from './directory.ts'
import type { DirectoryOptions } from './members.ts'

/** Writes the declarations of these namespaces; their files are read and not run. @throws Error as `addDirectory` does */
export async function declare(root: string, wanted: readonly (DirectoryOptions & { namespace: string, folder: string })[], out: string): Promise<string[]> {
  const engine = start({ root, watch: false })
  const { world, resolver } = registry()!.host!
  try {
    for (const { namespace, folder, ...options } of wanted) await offer(world, resolver, newDirectory(world, resolver, folder, namespace, options), new Map())
    return writeDeclarations(world, out)
  } finally { engine.stop() }
}
