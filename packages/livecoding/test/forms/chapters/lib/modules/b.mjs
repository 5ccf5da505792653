import { hoisted, hoistedAsync, hoistedGenerator, a, v } from './a.mjs'
import * as A from './a.mjs'
export const b = 'b'
export const inCycle = []
try { inCycle.push(hoisted()) } catch (e) { inCycle.push(e.message) }
try { inCycle.push(a) } catch (e) { inCycle.push(e.message) }
try { inCycle.push(v) } catch (e) { inCycle.push(e.message) }
try { inCycle.push(A.a) } catch (e) { inCycle.push(e.name) }
inCycle.push(typeof hoistedAsync, [...hoistedGenerator()][0], Object.keys.length, 'a' in A, A[Symbol.toStringTag])
export function late() { return 'late ' + a }
export const useA = () => { try { return a } catch (e) { return e.name } }
export class B {}
