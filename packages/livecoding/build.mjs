// What `npm run build` runs: dist/, and in dist/built.txt a fingerprint of it, by which the cache on disk knows whose code it has.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const here = import.meta.dirname
const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc')
const { status } = spawnSync(process.execPath, [tsc, '--project', 'tsconfig.build.json'], { cwd: here, stdio: 'inherit' })
if (status !== 0) process.exit(status ?? 1)

const hash = createHash('sha256')
for (const path of globSync('dist/**/*.js', { cwd: here }).toSorted()) hash.update(`${path}\n`).update(readFileSync(join(here, path)))
writeFileSync(join(here, 'dist/built.txt'), `${hash.digest('base64url').slice(0, 22)}\n`)
