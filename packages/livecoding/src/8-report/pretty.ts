import { colours, type Colours } from './colours.ts'
import { frame } from './frame.ts'
import type { EditReport, Problem, Report, UpdateReport } from './report.ts'

export interface PrettyOptions {
  /** The folder to which the paths of a report are relative. */
  root: string
  colour?: boolean
  /** Whether to mention the keys once the program is ready. */
  keys?: boolean
}

/** After a `git checkout` nobody reads five hundred lines. */
const mostEdits = 40
const mostProblems = 10

/**
 * What a person reads for one report.
 *
 *     ✓ applied tile.ts  2.4 ms
 *       patched  method    Tile.render  live
 *       added    function  clear        live
 */
export function pretty(report: Report, options: PrettyOptions): string {
  const paint = colours(options.colour ?? false)
  if (report.type === 'ready') {
    const count = report.modules === 1 ? '1 module' : `${report.modules} modules`
    return `${paint.bold('livecoding')} follows ${count}${options.keys ? paint.dim('  (h: keys)') : ''}\n`
  }
  const lines = [headline(report, paint), ...edits(report, paint)]
  for (const problem of report.problems.slice(0, mostProblems)) lines.push(prettyProblem(problem, options))
  const hidden = report.problems.length - mostProblems
  if (hidden > 0) lines.push(paint.dim(`  and ${hidden} more ${hidden === 1 ? 'problem' : 'problems'}`))
  return `${lines.join('\n')}\n`
}

/** One problem: where, which and what, then the hint, and for an error the code around it. */
export function prettyProblem(problem: Problem, { root, colour = false }: PrettyOptions): string {
  const paint = colours(colour)
  const error = problem.severity === 'error'
  const sign = error ? paint.red('✗') : paint.yellow('!')
  const place = [problem.file, problem.line, problem.column].filter(part => part !== undefined).join(':')
  const code = (error ? paint.red : paint.yellow)(problem.code)
  const first = ['  ' + sign, place && paint.cyan(place), code, indent(problem.message, 4)].filter(Boolean).join(' ')
  const around = error ? frame(problem, root, colour) : undefined
  const hint = problem.hint && paint.dim(indent(problem.hint, 4))
  return [first, hint && `    ${hint}`, around && `\n  ${indent(around, 2)}\n`].filter(Boolean).join('\n')
}

function headline(report: UpdateReport, paint: Colours): string {
  const good = report.status === 'applied'
  const status = good ? paint.green('✓ applied') : paint.red(`✗ ${report.status}`)
  const what = report.by === undefined ? '' : `the ${report.by} of `
  const nothing = good && report.edits.length === 0 && report.problems.length === 0
  return [
    `${status} ${what}${paint.bold(names(report.files))}`,
    report.thread === undefined ? '' : paint.dim(`worker ${report.thread}`),
    nothing ? 'nothing to do: this code runs already' : '',
    paint.dim(time(report.ms)),
  ].filter(Boolean).join('  ')
}

function names(files: string[]): string {
  const [more, shown] = [files.length - 3, files.slice(0, 3).join(', ')]
  return more > 0 ? `${shown} and ${more} more` : shown
}

function time(ms: number): string {
  return ms < 100 ? `${ms.toFixed(1)} ms` : ms < 10_000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`
}

function edits(report: UpdateReport, paint: Colours): string[] {
  const shown = report.edits.slice(0, mostEdits)
  const width = (key: 'action' | 'kind' | 'name') => Math.max(0, ...shown.map(edit => edit[key].length))
  const widths = { action: width('action'), kind: width('kind'), name: Math.min(width('name'), 32) }
  const lines = shown.map(edit => {
    const cells = [edit.action.padEnd(widths.action), edit.kind.padEnd(widths.kind), edit.name.padEnd(widths.name)]
    const where = report.files.length > 1 ? paint.dim(`${edit.module}:${edit.line}`) : ''
    const [action = '', ...others] = cells
    return ['', actionColour(edit, paint)(action), ...others, effect(edit, paint), where].join('  ').trimEnd()
  })
  const hidden = report.edits.length - shown.length
  return hidden > 0 ? [...lines, paint.dim(`  and ${hidden} more`)] : lines
}

function effect({ verdict, note }: EditReport, paint: Colours): string {
  const shown = verdict === 'live' || verdict === 'next-call' ? verdict : paint.yellow(verdict)
  return note ? `${shown}, ${note}` : shown
}

function actionColour({ action }: EditReport, paint: Colours): (text: string) => string {
  if (action === 'added') return paint.green
  return action === 'removed' || action === 'disposed' ? paint.red : action === 'kept' ? paint.dim : paint.cyan
}

function indent(text: string, by: number): string {
  return text.trimEnd().replaceAll('\n', `\n${' '.repeat(by)}`)
}
