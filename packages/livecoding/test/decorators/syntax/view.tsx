type Props = { name?: string; children?: unknown }
const h = (tag: any, props: any, ...children: unknown[]): unknown => typeof tag === 'function' ? tag({ ...props, children }) : [tag, props, ...children]
const Fragment = 'fragment'
const Hello = ({ name = 'you', children }: Props) => <p title={name}>hello {name}{children}</p>
class View<T> { constructor(private readonly title: T) {} render() { return <><Hello name="Ada" /> <Hello>{...[1, 2]}</Hello><a.b.c data-x="1" {...{ y: 2 }} z>{/* nothing */}{this.title as any}</a.b.c></> } }
const a = { b: { c: 'abc' } }
const generic = <T,>(x: T) => <b>{x}</b>
console.log(JSON.stringify([new View('t').render(), generic(1), <div>
  lines   of
  text &amp; &lt;
  {'s'}
</div>]))
export {}
