// What `emitDecoratorMetadata` says of types.
import 'reflect-metadata'
import { Service, Shape, Level, Word, Deep } from './shapes.mts'
import Fallback from './shapes.mts'
import * as shapes from './shapes.mts'
const out: string[] = []
const names = (value: any): string => Array.isArray(value) ? `[${value.map(names)}]` : typeof value === 'function' ? value.name : String(value)
const show: any = (target: any, key?: any): void => {
  const meta = (kind: string): unknown => key === undefined ? (Reflect as any).getMetadata(`design:${kind}`, target) : (Reflect as any).getMetadata(`design:${kind}`, target, key)
  out.push(`${typeof target === 'function' ? target.name : 'proto'} ${String(key)}: ${names(meta('type'))} ${names(meta('paramtypes'))} ${names(meta('returntype'))}`)
}
const p: any = () => {}
interface Local { a: 1 }
enum Num { a } enum Str { a = 'a' } const enum Constant { a } enum Mixed { a = 1, b = 'b' }
type Alias = string; type Union = 'a' | 'b'; type Generic<T> = T[]; type Chain = Alias; type Rec = { next?: Rec }
class Own {}
@show
class C<T> {
  @show m(@p a: number, b?: string | null, @p c?: Service): Promise<void> { return 1 as never }
  @show get g(): Date { return 1 as never }
  set g(v: Date) {}
  @show set s(v: number) {}
  @show service!: Service; @show shape!: Shape; @show level!: Level; @show word!: Word; @show inner!: Deep.Inner; @show fallback!: Fallback; @show space!: shapes.Service
  @show local!: Local; @show num!: Num; @show str!: Str; @show constant!: Constant; @show mixed!: Mixed
  @show alias!: Alias; @show union!: Union; @show generic!: Generic<string>; @show chain!: Chain; @show rec!: Rec; @show t!: T
  @show fn!: () => void; @show arr!: string[]; @show tup!: [1]; @show big!: bigint; @show sym!: symbol; @show un!: undefined; @show any!: any; @show obj!: { a: 1 }; @show record!: Record<string, number>
  @show ro!: readonly string[]; @show ra!: ReadonlyArray<string>; @show part!: Partial<Service>; @show map!: Map<string, T>; @show lit!: 1 | 2; @show mix!: 1 | 'a'; @show nul!: null; @show opt?: number; @show typeOf!: typeof p
  @show key!: keyof Service; @show tl!: `a${string}`; @show cond!: T extends string ? number : number; @show bool!: boolean | undefined; @show inter!: Service & Local; @show self!: this; @show nev!: never; @show own!: Own
  @show error!: Error; @show bytes!: Uint8Array; @show iter!: Iterable<string>; @show thenable!: PromiseLike<1>; @show none; @show unknown!: unknown; @show object!: object; @show upper!: Object; @show func!: Function; @show buffer!: Buffer; @show union2!: string | never
  @show af() { } @show async as() {} @show noTypes(a, b = 1, ...r: number[]) {} @show ar(...r) {} @show pred(x: any): x is string { return true } @show asserting(x: any): asserts x { } @show ['computed'](a: Own) {}
  @show static sf: string; @show accessor acc: number = 1; @show init: number = 1; @show inferred = 1; @show method<U>(a: U, b: T): U { return a } @show destructured({ a }: { a: 1 }, [b]: string[] = []) {}
  constructor(@p private readonly svc: Service, public n: number, @p own: Own, level: Level) {}
}
@show class NoConstructor {}
@show class EmptyConstructor { constructor() {} }
@show class Child extends C<string> {}
class OnlyParameters { constructor(@p a: Service) {} m(@p b: string) {} }
out.push(names((Reflect as any).getMetadata('design:paramtypes', OnlyParameters)), names((Reflect as any).getMetadata('design:paramtypes', OnlyParameters.prototype, 'm')))
class Undecorated { constructor(a: Service) {} m(a: string) {} }
out.push(String((Reflect as any).getMetadata('design:paramtypes', Undecorated)))
console.log(out.join('\n'))
