// Runs a chapter that is edited before it runs, or while it waits: words are the chapter, the text to save, when, and
// forms that are not looked at.
import { copyFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import checks from './lib/check.cjs'

const [chapter, edited, when, ...without] = process.argv.slice(2)
const path = new URL(chapter, import.meta.url)
checks.leaveOut(without)

async function saved() {
  if (!import.meta.hot) return
  const report = new Promise(resolve => import.meta.hot.on('livecoding:update', resolve))
  copyFileSync(new URL(edited, import.meta.url), path)
  const { status, problems } = await report
  if (status !== 'applied') console.log('SAVE', status)
  for (const { code, message } of problems) console.log('SAVE', code, message)
}

const awake = setInterval(() => {}, 1000)
const module = chapter.endsWith('.cjs') ? createRequire(import.meta.url)(chapter) : await import(path.href)
setImmediate(async () => {
  globalThis.waits = when === 'while' ? saved : () => {}
  if (when === 'before') await saved()
  const { chapter: run } = module
  await run()
  clearInterval(awake)
})
