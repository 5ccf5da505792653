import { pathToFileURL } from 'node:url'
import { start } from '../../src/index.ts'

/** Runs main.mts of a folder under the engine; does and counts what the test asks for. */
const [folder] = process.argv.slice(2) as [string]
const engine = start({ root: folder, watch: false })
const { counts } = await import(pathToFileURL(`${folder}/main.mts`).href) as { counts(): object }

process.on('message', async ({ id, files, undo }: { id: number, files?: string[], undo?: boolean }) => {
  if (files || undo) return process.send!({ id, answer: undo ? await engine.undo() : await engine.update(files) })
  globalThis.gc!()
  const timers = process.getActiveResourcesInfo().filter(each => each === 'Timeout').length
  return process.send!({ id, answer: { ...counts(), timers, heap: process.memoryUsage().heapUsed } })
})
process.send!({ id: 0 })
