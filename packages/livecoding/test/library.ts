import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after } from 'node:test'
import type { UpdateReport } from '../src/index.ts'
import { CodeManager, type CodeManagerOptions } from '../src/index.ts'

export interface Library {
  root: string
  code: CodeManager
  /** Writes a file, and tells nobody. */
  write(path: string, text: string): string
  save(path: string, text: string): Promise<UpdateReport>
  remove(path: string): Promise<UpdateReport>
}

/** A folder, and a manager in this process that is told of changes by hand. */
export function library(options: CodeManagerOptions = {}): Library {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'library-')))
  const code = new CodeManager({ root, ...options })
  const awake = setInterval(() => {}, 1000) // waiting for a file keeps no process awake
  after(() => {
    clearInterval(awake)
    code.stop()
    rmSync(root, { recursive: true })
  })
  const write = (path: string, text: string): string => {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
    return path
  }
  return {
    root, code, write,
    save: (path, text) => code.processChangedFile(write(path, text), 'changed'),
    remove(path) {
      rmSync(join(root, path))
      return code.processChangedFile(path, 'deleted')
    },
  }
}
