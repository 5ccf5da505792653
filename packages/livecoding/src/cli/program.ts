import { readFileSync } from 'node:fs'
import { Argument, Command, CommanderError, Option } from 'commander'
import type { Start } from '../engine/engine-types.ts'
import { globs, milliseconds, namespaces, withPollValue } from './arguments.ts'
import { explain } from './explain.ts'
import { types, type TypesOptions } from './types.ts'
import { run, type RunOptions } from './run.ts'
import { say } from './say.ts'
import { why, type WhyOptions } from './why.ts'
import { advice } from './advice.ts'

const example = `
Everything after the entry belongs to the program. It runs in this process: arguments, exit code, signals, input and
output are its own; what livecoding has to say goes to standard error.

Examples:
  $ livecoding run server.ts --port 8080
  $ livecoding run --exclude 'fixtures/**' --report-file live.jsonl src/main.ts
  $ node --inspect node_modules/.bin/livecoding run server.ts
`

/** The command line, from its words to its exit code: 0, or 2 for words that make no sense, or the program's own. */
export async function main(words: string[], load: () => Promise<Start>): Promise<void> {
  const program = commands(load)
  try {
    if (words.length === 0) program.outputHelp()
    else await program.parseAsync(withPollValue(words, program), { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    if (error.exitCode === 0) return
    process.stderr.write(advice(error, words, program.commands.map(command => command.name())))
    process.exitCode = 2
  }
}

function commands(load: () => Promise<Start>): Command {
  const program = new Command('livecoding')
    .description('Makes a running Node.js program follow its source: save a file, and the program takes the edit in place.')
    .version(version(), '-v, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand(false)
    .enablePositionalOptions()
    .addHelpText('after', example)
    .exitOverride()
    .configureOutput({ writeOut: say, outputError: () => {} }) // `main` tells of errors
  program.addCommand(runCommand(program, load))
  program.command('explain')
    .description('explain a problem that a report names, such as LC1102; without a code, list all')
    .argument('[code]', 'LC and four digits')
    .action((code: string | undefined, _, command: Command) => explain(code, command))
  program.command('types')
    .description('write declarations of the namespaces, so that editors and type checks know what can be imported')
    .option('--namespace <name=folder>', 'a namespace and its folder, beside those of livecoding.config.ts; repeatable', namespaces)
    .option('--out <folder>', 'where to write them', 'node_modules')
    .action(async (options: TypesOptions, command: Command) => types(options, command))
  program.command('why')
    .description('tell what keeps a class and its instances alive, from a heap snapshot')
    .argument('<class>', 'the name of the class')
    .argument('[file]', 'the snapshot; the newest *.heapsnapshot of this folder, unless told')
    .option('--depth <steps>', 'how many steps a chain of references may have', milliseconds, 12)
    .action(async (name: string, file: string | undefined, options: WhyOptions, command: Command) => why(name, file, options, command))
  program.command('help')
    .description('print the help of a command, or explain a problem')
    .argument('[topic]', 'a command, or a code such as LC1102')
    .action((topic: string | undefined, _, command: Command) => {
      const known = program.commands.find(each => each.name() === topic)
      if (topic === undefined || known) (known ?? program).outputHelp()
      else explain(topic, command)
    })
  return program
}

function runCommand(program: Command, load: () => Promise<Start>): Command {
  return program.createCommand('run')
    .copyInheritedSettings(program)
    .summary('run a program and let it follow its source')
    .description('Runs a program and lets it follow its source.')
    .addArgument(new Argument('<entry>', 'the file that starts the program'))
    .addArgument(new Argument('[args...]', 'the program\'s own arguments'))
    .passThroughOptions()
    .addOption(new Option('--report <kind>', 'what to tell of each save on standard error').choices(['pretty', 'json', 'silent']).default('pretty'))
    .option('--report-file <file>', 'append each report to this file, one JSON object a line')
    .option('--namespace <name=folder>', 'offer the exports of all files in a folder as imports from name/…; repeatable', namespaces)
    .option('--declarations [folder]', 'keep declarations of the namespaces for editors and type checks (node_modules)')
    .option('--tests', 'run the tests beside a saved file, x.test.ts for x.ts, before it takes effect')
    .option('--types', 'check the types of saved files, with the TypeScript of the project, before they take effect')
    .option('--gate-limit <ms>', 'how long tests and type check may take (30000)', milliseconds)
    .option('--include <glob>', 'follow these files too, outside this folder or in node_modules; repeatable, or a,b', globs)
    .option('--exclude <glob>', 'leave these files alone: they run as they are; repeatable, or a,b', globs)
    .option('--poll [ms]', 'look at the files every so often (300 ms), where a network disk tells no changes', milliseconds)
    .option('--no-watch', 'do not follow saves; the program itself asks for updates')
    .option('--no-cache', 'do not keep the code that is made of the files for the next start')
    .option('--no-keys', 'leave the keyboard to the program')
    .addHelpText('after', `${example}
A livecoding.config.ts in this folder says such options for good: livecoding explain LC3211.

Keys, in a terminal and while the program itself does not read the keyboard:
  r restart   u undo the last update (U: redo)   l list live modules   h help   q quit`)
    .action(async (entry: string, args: string[], options: RunOptions, command: Command) => run(entry, args, options, command, load))
}

function version(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8')
  return (JSON.parse(text) as { version: string }).version
}
