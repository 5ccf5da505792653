import path = require('node:path')
import type fs = require('node:fs')
import util = require('node:util')
import inspect = util.inspect
namespace Inner { export const deep = { value: 1 } }
import deep = Inner.deep
class Thing { constructor(readonly name: string, protected n?: number) {} describe(this: Thing): string { return `${this.name} ${this.n ?? 'none'}` } }
enum Level { low, high = 'high' as any }
const file: fs.PathLike = 'a'
console.log(path.basename('/a/b'), inspect({ a: 1 }), deep.value, new Thing('t').describe(), Level.low, Level[0], file)
export = { Thing, Level }
