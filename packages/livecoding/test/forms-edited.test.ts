import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { suite, test } from 'node:test'
import { asFunction, withEachEdited } from './forms/edited/chapter.ts'

const chapters = join(import.meta.dirname, 'forms/chapters')
const bin = join(import.meta.dirname, '..', 'bin', 'livecoding.js')

/** Problems that the save rightly has. */
const told: Record<string, string[]> = {
  // They assign to names that nobody declares, to see the error.
  'assignments.mjs': ['LC1201 "undeclared" is used but declared nowhere.'],
  'strict.cjs': ['LC1201 "undeclared" is used but declared nowhere.', 'LC1201 "x" is used but declared nowhere.'],
  'classes.mjs': ['LC2101 chapter.constructor.s was made before this save and cannot reach "super", so it keeps its old code.'],
  // A default value reads a variable around that the body declares too; a closure reads a property of a `with`.
  'functions.mjs': Array<string>(2).fill('LC2101 chapter.a was made before this save and cannot reach "x", so it keeps its old code.'),
  'sloppy.cjs': ['LC2101 The closure in body was made before this save and cannot reach "z", so it keeps its old code.'],
}

/** Forms that come out otherwise, where old code makes what runs new code. */
const otherwise: Record<string, { forms: string[], why: string }> = {
  'classes.mjs': { forms: ['order'], why: 'the computed key of a field is evaluated once more for a derived class whose constructor was edited' },
  'suspended.mjs': { forms: ['turns of returned promises'], why: 'the promise of the new code is that of the old function three turns later' },
}

// Each function of a chapter is edited, before the chapter runs (new code makes everything) or while it waits at its
// beginning (old code makes functions and classes that run new code). What plain Node says of the edited text counts.
for (const when of ['before', 'while'] as const) {
  suite(`every form means the same in functions that were edited ${when} they run`, () => {
    for (const file of readdirSync(chapters).filter(name => /\.[cm]js$/.test(name))) {
      const known = when === 'while' ? otherwise[file] : undefined
      test(known ? `${file}, but for ${known.forms.join(', ')}: ${known.why}` : file, t => {
        const folder = mkdtempSync(join(tmpdir(), 'livecoding-edited-'))
        cpSync(join(chapters, 'lib'), join(folder, 'lib'), { recursive: true })
        cpSync(join(chapters, '../edited/driver.mjs'), join(folder, 'driver.mjs'))
        const text = asFunction(readFileSync(join(chapters, file), 'utf8'), file, when === 'while')
        const edited = withEachEdited(text, file)
        const run = (loaded: string, ...words: string[]): { lines: string[], problems: string[] } => {
          writeFileSync(join(folder, file), loaded)
          writeFileSync(join(folder, 'edited.txt'), edited)
          const env = { ...process.env, NO_COLOR: '1', NODE_OPTIONS: undefined, NODE_TEST_CONTEXT: undefined }
          const { stdout, stderr } = spawnSync(process.execPath, ['--no-warnings', ...words, 'driver.mjs', `./${file}`, './edited.txt', when, ...known?.forms ?? []], { cwd: folder, env, encoding: 'utf8' })
          const [problems, lines] = [[], []] as string[][]
          for (const line of `${stdout}${stderr}`.split('\n')) (line.startsWith('SAVE ') ? problems : lines)!.push(line.replace(/^SAVE /, ''))
          return { lines: lines!, problems: problems! }
        }
        const plain = run(edited)
        // `using` and phases of imports are younger than Node 22.
        if ((file === 'using.mts' || file === 'phases.mjs') && plain.lines.some(line => line.startsWith('SyntaxError'))) return t.skip('not in this Node')
        assert.match(plain.lines.join('\n'), /^\d+ forms$/m)
        const live = run(text, bin, 'run', '--report', 'silent')
        assert.deepEqual(live.lines, plain.lines)
        assert.deepEqual(live.problems.toSorted(), told[file] ?? [])
        rmSync(folder, { recursive: true })
      })
    }
  })
}
