import type { Disposed, Undo } from './effect.ts'
import type { Ledger, Made } from './ledger.ts'

export interface Ending {
  ledger: Ledger
  /** What `work` makes is nobody's effect. */
  unrecorded<T>(work: () => T): T
  /** Something else was made instead of what this owner had: it never begins again. */
  isReplaced(owner: object): boolean
}

/** Ends an effect; undefined where there was nothing to end. An error of it is told, and stops nothing. */
export function endOf(made: Made, ending: Ending): Disposed | undefined {
  // A server has its port in its name, as long as it listens.
  const { kind, name } = made.effect
  try {
    const undo = ending.unrecorded(() => made.effect.dispose())
    return undo && { kind, name, ...waysOn(made, undo, ending) }
  } catch (error) {
    return { kind, name, ...waysOn(made, { restore() {} }, ending), error }
  }
}

/** What can become of an effect that has ended. */
function waysOn({ owner, effect }: Made, undo: Undo, { ledger, unrecorded, isReplaced }: Ending): Omit<Disposed, 'kind' | 'name'> {
  const own = (): void => {
    ledger.begin(owner)
    ledger.add(owner, effect)
  }
  return {
    owner,
    isOver: () => effect.isOver(),
    restore() {
      own()
      return unrecorded(() => undo.restore())
    },
    release: () => unrecorded(() => undo.release?.()),
    again() {
      if (isReplaced(owner)) return
      own()
      unrecorded(() => undo.again ? undo.again() : void undo.restore())
    },
    isFinal: undo.isFinal === true,
  }
}
