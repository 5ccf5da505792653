import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runChild } from './child.mjs'
import { bench } from './folders.mjs'
import { nodeFolder, versions } from './nodes.mjs'

/** Installs the peers, the libraries and the other Node versions, each once. */
export async function install() {
  await once(bench, 'the peers and libraries')
  for (const version of versions) await once(nodeFolder(version), `Node ${version}`)
}

async function once(folder, what) {
  const done = join(folder, 'node_modules/.installed')
  if (existsSync(done)) return
  console.log(`Installing ${what} …`)
  await runChild('npm', ['install', '--no-audit', '--no-fund'], { cwd: folder })
  mkdirSync(join(folder, 'node_modules'), { recursive: true })
  writeFileSync(done, '')
}
