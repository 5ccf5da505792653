// Makes from the Markdown files beside it: messages.ts (typed templates), sections.ts (what `livecoding explain` prints)
// and docs/problems.md. Run it after editing a section; `--check` only says whether all are in step.
//
//   ## LC1001 error: The file does not parse      the code, its severity, its title
//   > %detail%                                    a form: the message ...
//   >
//   > Mend the line and save again.               ... and the hint; %names% are filled in. More forms may follow: the
//                                                 one is taken of whose names the most, and all, are given
//   What it means, an example, what to do.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'

const here = new URL('./', import.meta.url)
const docs = new URL('../../../../docs/problems.md', import.meta.url)
const numbers = new Set(['count', 'every', 'others'])

const groups = readdirSync(here).filter(name => name.endsWith('.md')).sort()
  .map(name => group(readFileSync(new URL(name, here), 'utf8')))
const sections = groups.flatMap(({ sections }) => sections)

const made = [
  [new URL('messages.ts', here), messagesFile()],
  [new URL('sections.ts', here), sectionsFile()],
  [docs, problemsPage()],
]
const stale = made.filter(([file, text]) => read(file) !== text).map(([file]) => file)
if (process.argv.includes('--check')) {
  if (stale.length > 0) console.error(`Not in step with the Markdown: ${stale.map(file => file.pathname).join(', ')}. Run ${import.meta.filename}`)
  process.exitCode = stale.length > 0 ? 1 : 0
} else {
  for (const [file, text] of made) writeFileSync(file, text)
}

function group(text) {
  const [head, ...rest] = text.split(/^## /m)
  const [, title, intro] = /^# (.+)\n([^]*)$/.exec(head)
  return { title, intro: intro.trim(), sections: rest.map(section) }
}

function section(text) {
  const [, code, severity, title, body] = /^(LC\d{4}) (error|warning): (.+)\n([^]*)$/.exec(text)
  const quotes = /^\s*((?:>.*\n|\n(?=>))+)/.exec(body)[1]
  const forms = quotes.trim().split(/\n\n/).map(quote => {
    const [message, hint] = quote.replace(/^> ?/gm, '').split('\n\n').map(part => part.trim().replaceAll('\n', ' '))
    return { message, hint }
  })
  return { code, severity, title, forms, quotes: quotes.trim(), text: body.slice(body.indexOf(quotes) + quotes.length).trim() }
}

/** `%things%` (12 doors) is made from a class and a count. */
function valuesOf({ message, hint }) {
  const names = [...`${message} ${hint}`.matchAll(/%(\w+)(?::[^|%]+\|[^%]+)?%/g)].flatMap(([, name]) => (name === 'things' ? ['count', 'class'] : [name]))
  return `{ ${[...new Set(names)].map(name => `${name}: ${numbers.has(name) ? 'number' : 'string'}`).join(', ')} }`
}

function messagesFile() {
  const values = sections.map(({ code, forms }) => `  ${code}: ${forms.map(valuesOf).join(' | ')}`)
  const templates = sections.map(({ code, severity, title, forms }) => {
    const lines = forms.map(({ message, hint }) => `      { message: ${quote(message)}, hint: ${quote(hint)} },`)
    return `  ${code}: {\n    severity: '${severity}',\n    title: ${quote(title)},\n    forms: [\n${lines.join('\n')}\n    ],\n  },`
  })
  return `// Made by generate.mjs from the Markdown files in this folder; edit those.

/** What each problem's message is told about; of several forms, the one whose values are given is used. */
export interface Values {
${values.join('\n')}
}

export type Code = keyof Values

export interface Template {
  severity: 'error' | 'warning'
  title: string
  forms: { message: string, hint: string }[]
}

export const templates: Record<Code, Template> = {
${templates.join('\n')}
}
`
}

function sectionsFile() {
  const entries = sections.map(({ code, quotes, text }) => `  ${code}: \`${`${readable(quotes)}\n\n${text}`.replace(/[`\\]|\$\{/g, '\\$&')}\`,`)
  return `// Made by generate.mjs from the Markdown files in this folder; edit those.
import type { Code } from './messages.ts'

/** What each problem means, an example, and what to do: Markdown. */
export const sections: Record<Code, string> = {
${entries.join('\n')}
}
`
}

/** A terminal's way to say what is filled in: `<name>`. */
function readable(quotes) {
  return quotes.replaceAll('%things%', '<count> <class>').replace(/%\w+:[^|%]+\|([^%]+)%/g, '$1').replace(/%(\w+)%/g, '<$1>')
}

function problemsPage() {
  const list = sections.map(({ code, title }) => `| [${code}](#${code.toLowerCase()}) | ${title} |`)
  const parts = groups.map(({ title, intro, sections }) => [`## ${title}`, intro, ...sections.map(entry)].filter(Boolean).join('\n\n'))
  return `<!-- Made by packages/livecoding/src/messages/generate.mjs from the Markdown files beside it; edit those. -->
# Problems

What livecoding may tell you after a save, by code. \`livecoding explain LC1102\` prints a section in the terminal.
In the messages, \`%names%\` stand for what is filled in.

| code | what it is about |
| --- | --- |
${list.join('\n')}

${parts.join('\n\n')}
`
}

function entry({ code, severity, title, quotes, text }) {
  return `<a id="${code.toLowerCase()}"></a>\n### ${code}: ${title}\n\n*${severity}*\n\n${quotes}\n\n${text}`
}

function quote(text) {
  return `'${text.replace(/['\\]/g, '\\$&')}'`
}

function read(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
