import { isatty, ReadStream } from 'node:tty'
import { inForeground, keyByKey } from './terminal.ts'

/**
 * Listens for keys in a terminal until the program wants the keyboard for itself: from its first read of
 * `process.stdin`, or from `setRawMode`, the keys are the program's. Gives a function that says whether it listens.
 *
 * The terminal is not put into raw mode: Ctrl-C and Ctrl-Z stay with the system and work even while the program hangs.
 */
export function keyboard(onKey: (key: string, restoreTerminal: () => void) => void): () => boolean {
  if (!isatty(0) || !isatty(2) || !inForeground()) return () => false
  const { stdin } = process // made now, and not by the program, so that its first use can be seen
  const input = new ReadStream(0)
  let restoreTerminal = keyByKey()

  const stepAside = (): void => {
    process.off('SIGCONT', wake)
    input.destroy()
    restoreTerminal()
    restoreTerminal = () => {}
  }
  // After Ctrl-Z, `fg` gives the terminal back with the shell's settings. After `bg` it belongs to the shell, and the
  // system would stop the program for reading it or for setting it up.
  const wake = (): void => {
    if (inForeground()) return void keyByKey()
    restoreTerminal = () => {}
    stepAside()
  }

  input.setEncoding('utf8')
    .on('data', (text: string) => {
      for (const key of text) onKey(key, restoreTerminal)
    })
    .on('error', stepAside) // the terminal was closed
    .unref()
  process.on('SIGCONT', wake)
  before(stdin, '_read', stepAside)
  before(stdin, 'setRawMode', stepAside)
  return () => !input.destroyed
}

/** Calls `notice` before the first call of a method, and leaves the object as it was found. */
function before<K extends string>(object: { [key in K]?: unknown }, name: K, notice: () => void): void {
  const method = object[name]
  if (typeof method !== 'function') return
  const value = function (this: unknown, ...args: unknown[]): unknown {
    Reflect.deleteProperty(object, name)
    notice()
    return Reflect.apply(method, this, args)
  }
  Object.defineProperty(object, name, { value, configurable: true, writable: true })
}
