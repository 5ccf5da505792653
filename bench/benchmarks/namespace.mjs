import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { livecoding } from '../engines/livecoding.mjs'
import { runChild } from '../lib/child.mjs'
import { bench, inFolder, writeFiles } from '../lib/folders.mjs'
import { median, round } from '../lib/measure.mjs'
import { quiet } from '../lib/quiet.mjs'

export const title = 'Folders as namespaces'

export const about = `A folder of TypeScript files, one class a file in chains of inheritance 30 deep, is added to a \`CodeManager\`. Then one more
file comes, and is edited. Milliseconds, median of several processes.`

const library = pathToFileURL(join(livecoding, 'dist/index.js')).href

export async function run({ quick, tell }) {
  const results = []
  for (const files of quick ? [30, 300] : [30, 300, 1200]) {
    const all = []
    for (let count = 0; count < (quick ? 2 : 5); count++) {
      await quiet()
      all.push(await inFolder(async folder => {
        writeFiles(folder, { 'package.json': '{ "type": "module" }\n', ...world(files) })
        cpSync(join(bench, 'programs/namespace.mjs'), join(folder, 'main.mjs'))
        const output = await runChild(process.execPath, ['main.mjs', library], { cwd: folder })
        return JSON.parse(output.slice(output.indexOf('@ ') + 2))
      }))
    }
    const of = key => round(median(all.map(each => each[key])), 1)
    results.push({ files, load: of('load'), add: of('add'), edit: of('edit') })
    tell(`${files} files: load ${of('load')} ms, add one ${of('add')} ms, edit one ${of('edit')} ms`)
  }
  return results
}

/** The names of files stand in the wrong order on purpose. */
function world(count) {
  const files = {}
  for (let chain = 0; chain < count / 30; chain++) {
    for (let link = 0; link < 30; link++) {
      const [parent, head] = link === 0 ? ['', ''] : [` extends C${chain}x${link - 1}`, `import { C${chain}x${link - 1} } from 'world'\n`]
      files[`world/${99 - link}-${chain}.ts`] = `${head}export class C${chain}x${link}${parent} {\n  depth(): number { return ${link === 0 ? '1' : '1 + super.depth()'} }\n}\n`
    }
  }
  return files
}

export const tables = results => [{
  title: 'Adding a folder and a file', head: ['', 'load the folder', 'add one file', 'edit that file'],
  rows: results.map(({ files, load, add, edit }) => [`${files.toLocaleString('en-US')} files`, load, add, edit]),
}]
