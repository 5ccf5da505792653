import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runChild } from './child.mjs'
import { bench } from './folders.mjs'
import { nodeFolder, versions } from './nodes.mjs'

/** Installs the peers, the libraries and the other Node versions: once, and again when what is asked for has changed. */
export async function install() {
  await once(bench, 'the peers and libraries', ['ci'])
  for (const version of versions) await once(nodeFolder(version), `Node ${version}`, ['install', '--no-package-lock'])
}

async function once(folder, what, words) {
  const mark = join(folder, 'node_modules/.installed')
  const wanted = createHash('sha256')
  for (const name of ['package.json', 'package-lock.json']) if (existsSync(join(folder, name))) wanted.update(readFileSync(join(folder, name)))
  const id = wanted.digest('hex')
  if (existsSync(mark) && readFileSync(mark, 'utf8') === id) return
  console.log(`Installing ${what} …`)
  await runChild('npm', [...words, '--no-audit', '--no-fund'], { cwd: folder })
  mkdirSync(join(folder, 'node_modules'), { recursive: true })
  writeFileSync(mark, id)
}
