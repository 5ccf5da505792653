// Loads a folder as a namespace, then adds a file to it and edits one; prints how long each took.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

const { CodeManager } = await import(process.argv[2])
const code = new CodeManager()
const timed = async work => {
  const started = performance.now()
  await work()
  return performance.now() - started
}
const save = (name, text) => {
  writeFileSync(name, text)
  return code.processChangedFile(name, 'changed')
}
const times = { load: await timed(() => code.addDirectory('world', 'world')) }
// The first save of a process meets code of the engine that never ran.
await save(join('world', 'first.ts'), 'export class First {}\n')
times.add = await timed(() => save(join('world', 'more.ts'), "import { C0x29 } from 'world'\nexport class More extends C0x29 {}\n"))
times.edit = await timed(() => save(join('world', 'more.ts'), "import { C0x29 } from 'world'\nexport class More extends C0x29 { depth() { return 0 } }\n"))
console.log(`@ ${JSON.stringify(times)}`)
