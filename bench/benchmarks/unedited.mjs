import { cpSync, mkdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { register } from '../engines/livecoding.mjs'
import { runChild } from '../lib/child.mjs'
import { bench, inFolder, writeFiles } from '../lib/folders.mjs'
import { geometricMean, median, quantile, reason, round } from '../lib/measure.mjs'
import { nodes } from '../lib/nodes.mjs'
import { ratios } from '../lib/plot-kinds.mjs'
import { quiet } from '../lib/quiet.mjs'
import { workloads } from '../workloads/index.mjs'

export const title = 'Code that is not edited'

export const about = `Libraries run as managed source and do their real work: the time of a round divided by that of plain Node. Each pair of
processes, one plain and one under the engine, runs one right after the other and gives a ratio; the number is the median of the
ratios. Where they lie far apart, up to five pairs are run. 1.00 is the speed of plain Node.`

/** For each Node and workload the ratios, and the milliseconds of plain Node's round. */
export async function run({ quick, only, tell }) {
  const results = []
  const [newest, ...older] = nodes()
  const chosen = workloads.filter(each => (only.length === 0 || only.includes(each.name)) && !(quick && each.heavy))
  for (const node of quick ? [newest] : [newest, ...older]) {
    for (const workload of chosen) {
      const pairs = quick ? 2 : workload.heavy || node !== newest ? 2 : 3
      const phases = node === newest && !workload.heavy ? 3 : 1
      const result = await inFolder(folder => measure(folder, workload, node, pairs, phases, quick)).catch(error => ({ error: reason(error) }))
      results.push({ workload: workload.name, kind: workload.kind, node: node.version, ...result })
      tell(`Node ${node.version}, ${workload.name}: ${result.error ?? `${result.unedited} of ${result.ms} ms${result.one ? `, after an edit ${result.one}, after 100 edits ${result.hundred}` : ''}`}${result.problem ? ` (${result.problem})` : ''}`)
    }
  }
  return results
}

/** Plain Node varies too, by what V8 has inlined and where collections of garbage fall. */
const isSettled = ratios => ratios.length === 0 || quantile(ratios, 0.75) / quantile(ratios, 0.25) < 1.05

async function measure(folder, { name, files, edit }, { command }, pairs, phases, quick) {
  const ratios = { unedited: [], one: [], hundred: [] }
  const plain = []
  const most = quick ? pairs : 5
  let problem
  for (let pair = 0; pair < pairs || (pair < most && !Object.values(ratios).every(isSettled)); pair++) {
    const once = async (flags, phases) => {
      const place = join(folder, `${pair}-${flags.length}`)
      prepare(place, name, files)
      const output = await runChild(command, [...flags, 'driver.mjs', JSON.stringify({ warm: quick ? 300 : 700, rounds: quick ? 15 : 31, phases, edit })], { cwd: place })
      return JSON.parse(output.slice(output.indexOf('@ ') + 2))
    }
    // Who goes first changes: whatever the machine does meanwhile meets both.
    const order = pair % 2 ? ['plain', 'live'] : ['live', 'plain']
    const both = {}
    await quiet()
    for (const which of order) {
      both[which] = await once(which === 'live' ? ['--import', register] : [], phases).catch(error => {
        if (which === 'plain' || phases === 1) throw error
        // What cannot be edited can still be measured unedited.
        problem = reason(error)
        return once(['--import', register], 1)
      })
    }
    plain.push(both.plain.unedited)
    for (const phase of Object.keys(ratios)) if (both.live[phase] !== undefined) ratios[phase].push(both.live[phase] / both.plain[phase])
  }
  const each = Object.fromEntries(Object.entries(ratios).filter(([, list]) => list.length > 0).map(([phase, list]) => [phase, round(median(list), 3)]))
  return { ms: round(median(plain)), ...each, all: ratios.unedited.map(ratio => round(ratio, 3)), ...(problem && { problem }) }
}

function prepare(place, name, files) {
  writeFiles(place, { 'package.json': '{ "type": "module" }\n' })
  cpSync(join(bench, 'workloads', `${name}.mjs`), join(place, 'work.mjs'))
  cpSync(join(bench, 'workloads/driver.mjs'), join(place, 'driver.mjs'))
  for (const [to, from] of Object.entries(files)) {
    const source = from === 'own' ? join(bench, 'workloads', to) : join(bench, 'node_modules', from)
    mkdirSync(dirname(join(place, to)), { recursive: true })
    cpSync(source, join(place, to), { recursive: true, filter: path => statSync(path).isDirectory() ? !/\/(?:src|types|cjs|locales)$/.test(path) || path.endsWith('v4/locales') : /\.(?:[cm]?js|json)$/.test(path) })
  }
}

export function tables(results) {
  const versions = [...new Set(results.map(each => each.node))]
  const of = (workload, node) => results.find(each => each.workload === workload && each.node === node)
  const ratio = number => number === undefined || number === null ? null : number.toFixed(2)
  const kinds = [['library', 'Libraries and games'], ['construct', 'Closures in array methods, event emitters, loops that wait']]
  return kinds.flatMap(([kind, title]) => {
    const names = [...new Set(results.filter(each => each.kind === kind).map(each => each.workload))]
    if (names.length === 0) return []
    const mean = (node, phase = 'unedited') => {
      const all = names.map(name => of(name, node)?.[phase]).filter(number => number !== undefined)
      return all.length > 0 ? ratio(geometricMean(all)) : null
    }
    const edited = versions[0]
    return [{
      title,
      about: `Times plain Node. The edited function is one that the work calls all the time (Node ${edited}).`,
      head: ['', ...versions.map(version => `Node ${version}`), 'after an edit', 'after 100 edits'],
      rows: [
        ...names.map(name => [name, ...versions.map(version => of(name, version)?.error ?? ratio(of(name, version)?.unedited)), ratio(of(name, edited)?.one), ratio(of(name, edited)?.hundred)]),
        ['geometric mean', ...versions.map(version => mean(version)), mean(edited, 'one'), mean(edited, 'hundred')],
      ],
    }]
  })
}

export const plots = results => [ratios({
  title: 'Unedited code', y: 'times plain Node', points: results.map(each => ({ series: `Node ${each.node}`, x: each.workload, y: each.unedited ?? NaN })),
})]
