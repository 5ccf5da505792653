/**
 * A scenario is one running program and the saves made to it, told as a text:
 *
 *     title: what a person sees                     about: why (optional)     skip: why it cannot pass yet (optional)
 *     since: 22.23                                  older versions of Node cannot run the program (optional)
 *     flags: --poll 20                              words for `livecoding run`, before the entry (optional)
 *     packages: mobx                                packages of this workspace that it imports (optional)
 *     === door.ts                                   the file's new content, written at the next start or save
 *     === door.ts deleted                           deleted at the next save
 *     === door.ts renamed gate.ts                   renamed at the next save
 *     > start                                       write the files and start the program
 *     > save                                        write what is pending, wait until an update has told of each file
 *     > probe [JSON] => JSON                        main.ts' `probe(input)`, awaited, gives this
 *     > probe [JSON] throws /Error: no key/         or throws what matches, as `name: message`
 *     > update applied | rejected | failed | none   what became of the save; none: nothing is told at all
 *     > update problem /^LC1001 .*door\.ts:3/       a problem of it, as `CODE message file:line`
 *     > update edit /^patched function open /       an edit of it, as `action kind name verdict note file:line`
 *     > update no problem | no edit                 it told of none
 *     > output /hello/                              what the program has printed by now
 *     > wait 30                                     milliseconds; only where time itself is the story
 */
export interface Scenario {
  title: string
  skip?: string
  since?: string
  flags: string[]
  packages: string[]
  steps: Step[]
}

export type Step = { at: number } & (FileStep | Command)

export type FileStep =
  | { op: 'write', path: string, content: string }
  | { op: 'delete', path: string }
  | { op: 'rename', path: string, to: string }

export type Command =
  | { op: 'start' | 'save' }
  | { op: 'probe', input: unknown, gives: unknown }
  | { op: 'probe', input: unknown, throws: RegExp }
  | { op: 'update', status: string }
  | { op: 'update', told: 'problem' | 'edit', pattern: RegExp }
  | { op: 'update', told: 'no problem' | 'no edit' }
  | { op: 'output', pattern: RegExp }
  | { op: 'wait', ms: number }

/** @throws SyntaxError with the line that is not understood */
export function parse(text: string): Scenario {
  const scenario: Scenario = { title: '', flags: [], packages: [], steps: [] }
  let file: { content: string } | undefined
  for (const [index, line] of text.split('\n').entries()) {
    const at = index + 1
    if (line.startsWith('=== ')) {
      const step = fileStep(line.slice(4).trim().split(/\s+/))
      scenario.steps.push({ at, ...step })
      file = step.op === 'write' ? scenario.steps.at(-1) as Step & { content: string } : undefined
    } else if (/^> ?(start|save|probe|update|output|wait)\b/.test(line)) {
      file = undefined
      scenario.steps.push({ at, ...command(line.replace(/^> ?/, '').trim(), at) })
    } else if (file) file.content += `${line}\n`
    else header(scenario, line, at)
  }
  if (scenario.title === '') throw new SyntaxError('a scenario has a title')
  return scenario
}

function header(scenario: Scenario, line: string, at: number): void {
  const [, key, value = ''] = /^(title|about|skip|since|flags|packages): *(.*)$/.exec(line) ?? []
  if (key === 'title' || key === 'skip' || key === 'since') scenario[key] = value
  else if (key === 'flags' || key === 'packages') scenario[key] = value.split(/\s+/)
  else if (key === undefined && line.trim() !== '') throw new SyntaxError(`line ${at}: not understood: ${line}`)
}

function fileStep([path = '', verb, to = '']: string[]): FileStep {
  if (verb === 'deleted') return { op: 'delete', path }
  return verb === 'renamed' ? { op: 'rename', path, to } : { op: 'write', path, content: '' }
}

function command(text: string, at: number): Command {
  const op = text.split(/\s/, 1)[0] as Command['op']
  const rest = text.slice(op.length).trim()
  if (op === 'start' || op === 'save') return { op }
  if (op === 'wait') return { op, ms: Number(rest) }
  if (op === 'output') return { op, pattern: pattern(rest, at) }
  if (op === 'update') {
    if (rest === 'no problem' || rest === 'no edit') return { op, told: rest }
    const [, told, rule] = /^(problem|edit)\s+(.*)$/.exec(rest) ?? []
    return told === undefined ? { op, status: rest } : { op, told: told as 'problem' | 'edit', pattern: pattern(rule ?? '', at) }
  }
  const [, input, gives, throws] = /^(.*?)\s*(?:=>\s*(.+)|throws\s+(\/.*))$/.exec(rest) ?? []
  if (input === undefined) throw new SyntaxError(`line ${at}: a probe ends with => JSON or throws /pattern/`)
  const value: unknown = JSON.parse(input || 'null')
  return throws === undefined ? { op, input: value, gives: JSON.parse(gives ?? 'null') } : { op, input: value, throws: pattern(throws, at) }
}

function pattern(text: string, at: number): RegExp {
  const [, source, flags] = /^\/(.*)\/([a-z]*)$/.exec(text) ?? []
  if (source === undefined) throw new SyntaxError(`line ${at}: ${text} is no /pattern/`)
  return new RegExp(source, flags)
}
