import inspector from 'node:inspector'

interface Sessions {
  /** Those of this thread that debug it. */
  readonly here: ReadonlySet<object>
  unwatch(): void
}

type Method = (this: object, ...args: unknown[]) => unknown

/**
 * Notices who sets breakpoints through a session in the process itself, which V8 tells nobody of. `toMain`: a session of a worker begins, or
 * ends, to debug the main thread.
 */
export function watchSessions(toMain: (more: 1 | -1) => void): Sessions {
  const [here, there, isThere] = [new Set<object>(), new Set<object>(), new WeakSet<object>()]
  const begin = (session: object): void => {
    if (!isThere.has(session)) here.add(session)
    else if (!there.has(session)) {
      there.add(session)
      toMain(1)
    }
  }
  const end = (session: object): void => {
    here.delete(session)
    if (there.delete(session)) toMain(-1)
  }
  const seen: Record<string, (session: object, method: unknown) => void> = {
    post(session, method) {
      if (method === 'Debugger.enable') begin(session)
      if (method === 'Debugger.disable') end(session)
    },
    connect: session => isThere.delete(session),
    connectToMainThread: session => isThere.add(session),
    disconnect: end,
  }
  const put = prototypes().flatMap(methods => Object.entries(seen).flatMap(([key, see]) => {
    const original = Object.getOwnPropertyDescriptor(methods, key)?.value as Method | undefined
    if (!original) return []
    const watched = new Proxy(original, {
      apply(target, self: object, args: unknown[]) {
        const result = Reflect.apply(target, self, args)
        see(self, args[0])
        return result
      },
    })
    methods[key] = watched
    return () => { if (methods[key] === watched) methods[key] = original }
  }))
  return { here, unwatch: () => { for (const back of put) back() } }
}

/** The one of `node:inspector/promises` takes `post` of the other as it is loaded. */
function prototypes(): Record<string, unknown>[] {
  const { moduleLoadList } = process as unknown as { moduleLoadList: readonly string[] }
  const later = moduleLoadList.includes('NativeModule inspector/promises') ? [process.getBuiltinModule('node:inspector/promises').Session.prototype] : []
  return [inspector.Session.prototype, ...later] as unknown as Record<string, unknown>[]
}
