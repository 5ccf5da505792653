// Decorators where their expressions use what is around the class; metadata; classes made many times.
;(Symbol as any).metadata ??= Symbol.for('Symbol.metadata')
const out: string[] = []
const log = (...words: unknown[]): void => { out.push(words.map(word => typeof word === 'function' ? `fn ${word.name}` : typeof word === 'object' ? JSON.stringify(word) : String(word)).join(' ')) }
const tag = (value: unknown): any => (_: unknown, context: any) => { (context.metadata[context.name] ??= []).push(value) }
const lib = { tag, deep: { tag }, 'odd name': { tag } }
@tag('class')
class A { @tag(1) @tag(2) m() {} @lib.tag(3) f = 1; @lib.deep.tag(4) static s() {} @(lib['odd name'].tag(5)) accessor a = 1; @(tag(6)) get g() { return 1 } }
class B extends A { @tag(7) m2() {} @tag(8) override m() {} }
class C extends A {}
class Library { prefix = 'lib'; tag = tag; own(_: unknown, context: any): void { (context.metadata[context.name] ??= []).push(this.prefix) } }
const library = new Library()
const shelf = { library }
@library.own class OfLibrary { @library.own m() {} @shelf.library.own n() {} @(library.own) o = 1; @((library['own'])) accessor p = 1; @library.tag('x') q = 1 }
const meta = (c: any): any => c[Symbol.metadata as never]
log(meta(OfLibrary))
log(meta(A), Object.getOwnPropertyNames(meta(A)).join(), meta(B), Object.getPrototypeOf(meta(B)) === meta(A), meta(C) === meta(A), Object.hasOwn(C, Symbol.metadata as never), Object.getPrototypeOf(meta(A)))
log(Object.getOwnPropertyDescriptor(A, Symbol.metadata as never)!.writable, Object.getOwnPropertyDescriptor(A, Symbol.metadata as never)!.enumerable)
class Host {
  name = 'host'
  make(n: number) {
    return class { @tag(this.name) @tag(n) m() { return this } @tag(this.name + n) field = this }
  }
  arrow = (n: number) => { @tag(this.name + n) class Local { @tag(this.name) m() {} } return Local }
}
const host = new Host()
log(meta(host.make(1)), meta(host.make(2)), meta(host.arrow(3)))
for (const n of [1, 2]) { @tag(n) class InLoop { @tag(n * 10) m() { return n } } log(meta(InLoop), new InLoop().m()) }
export default @tag('default') class { @tag(1) m() {} }
@tag('exported') export class Exported { @tag(1) m() {} }
export @tag('exported') class Exported2 { @tag(1) m() {} }
log(meta(Exported), meta(Exported2), Exported.name, Exported2.name)
class Outer { @tag('outer') m() { return class { @tag('inner') n() {} } } @tag('f') f = class { @tag('in field') n() {} } }
log(meta(Outer), meta(new Outer().m()), meta(new Outer().f))
console.log(out.join('\n'))
