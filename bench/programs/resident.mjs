/** Main modules that measure the process they run in; it wants `--expose-gc`. */
export const resident = language => `import { total } from './m0.${language}'
import { collected } from './collected.mjs'

total()
console.log(\`@ \${JSON.stringify(await collected())}\`)
process.exit()
`

export const residentAlone = `import { collected } from './collected.mjs'

console.log(\`@ \${JSON.stringify(await collected())}\`)
process.exit()
`

export const collected = `import { setTimeout } from 'node:timers/promises'
import { getHeapSpaceStatistics } from 'node:v8'

/** What is in use once everything that can go has gone; \`code\`: what V8 has made of functions, bytecode and machine code, which it gives up where it has not run for \`rest\` milliseconds. */
export async function collected(rest = 0) {
  await setTimeout(rest)
  for (let round = 0; round < 4; round++) {
    globalThis.gc()
    await setTimeout(50)
  }
  const { rss, heapUsed } = process.memoryUsage()
  const ofCode = getHeapSpaceStatistics().filter(({ space_name }) => /^(code|trusted)_/.test(space_name))
  return { rss, heapUsed, code: ofCode.reduce((sum, { space_used_size }) => sum + space_used_size, 0) }
}
`

/** Edits one of its own files again and again, each time when the update before has been applied. */
export const editing = (updates, find) => `import { readFileSync, writeFileSync } from 'node:fs'
import { collected } from './collected.mjs'
import { hold, total } from './edited.ts'

const path = new URL('./edited.ts', import.meta.url)
const source = readFileSync(path, 'utf8')
const held = hold()
let updated
setInterval(() => {}, 1000)
import.meta.hot.on('livecoding:update', report => updated(report))

async function edit(number) {
  const report = new Promise(resolve => { updated = resolve })
  writeFileSync(path, source.replace(${find}, \`$1\${number}\`))
  const { status, problems } = await report
  if (status !== 'applied') throw new Error(JSON.stringify(problems))
  if (total(held) !== number) throw new Error(\`\${total(held)} is not \${number}\`)
}

/** Behind the last update: V8 gives up code that has not run for some seconds. */
const rest = 35_000

async function run() {
  const before = await collected()
  for (let number = 2; number <= 11; number++) await edit(number)
  const warm = await collected(rest)
  for (let number = 12; number <= ${updates}; number++) await edit(number)
  console.log(\`@ \${JSON.stringify({ before, warm, after: await collected(rest) })}\`)
  process.exit()
}
run()
`
