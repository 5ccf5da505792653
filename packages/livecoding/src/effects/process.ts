import childProcess, { type ChildProcess } from 'node:child_process'
import workerThreads, { type Worker } from 'node:worker_threads'
import type { Effect } from './effect.ts'
import type { Call, Tap } from './tap.ts'

/** Another thread or process cannot be started again where it was: it ends once the update is sure. */
function ended(kind: 'worker' | 'child process', name: string, isOver: () => boolean, end: () => void): Effect {
  return { kind, name, isOver, dispose: () => ({ restore() {}, release: end, isFinal: true }) }
}

function recordWorker({ proceed, record }: Call): unknown {
  const worker = proceed() as Worker
  const held = new WeakRef(worker)
  record(ended('worker', `worker ${worker.threadId}`, () => (held.deref()?.threadId ?? -1) < 0, () => void held.deref()?.terminate()))
  return worker
}

function recordChild({ args, proceed, record }: Call): unknown {
  const child = proceed() as ChildProcess
  const isDetached = args.some(each => each instanceof Object && 'detached' in each && each.detached === true)
  const held = new WeakRef(child)
  const isOver = (): boolean => {
    const { exitCode, signalCode } = held.deref() ?? { exitCode: 0, signalCode: null }
    return exitCode !== null || signalCode !== null
  }
  // What is detached is meant to outlive the program.
  if (!isDetached) record(ended('child process', `child process ${child.pid ?? ''}`.trim(), isOver, () => void held.deref()?.kill()))
  return child
}

export const processes: Tap[] = [
  { target: workerThreads, key: 'Worker', around: recordWorker },
  ...['spawn', 'fork', 'exec', 'execFile'].map(key => ({ target: childProcess, key, around: recordChild }))
]
