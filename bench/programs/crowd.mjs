/** A program with many instances among many more other objects; it adds a field to their class again and again. */
export const crowd = (instances, others) => `import { readFileSync, writeFileSync } from 'node:fs'
import { live } from 'livecoding'

class Creature { name = 'c'; hp = 1 }
const others = Array.from({ length: ${others} }, (_, index) => ({ index, next: null }))
const creatures = Array.from({ length: ${instances} }, () => new Creature())
const path = new URL('./main.ts', import.meta.url)
const source = readFileSync(path, 'utf8')
const times = { walk: [], save: [], user: [] }
setInterval(() => {}, 1000)

let used = process.cpuUsage()
let round = 0
function edit() {
  used = process.cpuUsage()
  const fields = Array.from({ length: ++round }, (_, index) => \`field\${index} = \${index}\`).join('; ')
  writeFileSync(path, source.replace('hp = 1', \`hp = 1; \${fields}\`))
}

import.meta.hot.on('livecoding:update', ({ status, ms, problems }) => {
  if (status !== 'applied' || creatures.at(-1)['field' + (round - 1)] !== round - 1) throw new Error(JSON.stringify(problems))
  times.save.push(ms)
  times.user.push(process.cpuUsage(used).user / 1000)
  const started = performance.now()
  if (live.instances(Creature).length !== creatures.length) throw new Error('instances are missing')
  times.walk.push(performance.now() - started)
  if (round < 5) return setTimeout(edit, 50)
  console.log(\`@ \${JSON.stringify({ ...times, others: others.length })}\`)
  process.exit()
})
setTimeout(edit, 100)
`
