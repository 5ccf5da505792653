/** @jsxRuntime classic @jsx h @jsxFrag Fragment */
// JSX of every form.
import { check } from '../chapters/lib/check.cjs'
type Props = Record<string, any> | null
const Fragment = 'fragment', space = { Box: 'box', inner: { Deep: 'deep' } }, props = { a: 1, b: 2 }
const h = (kind: unknown, given: Props, ...children: unknown[]) => [kind, given, children]
const Component = <T,>({ a }: { a: T }) => a
check('elements', [<a />, <a></a>, <a-b c-d="1" />, <Component a={1} />, <Component<number> a={1} />, <space.Box />, <space.inner.Deep></space.inner.Deep>, <a:b c:d="e" />, <this_ />].map(([kind, given]) => [typeof kind === 'function' ? kind.name : kind, given]), [['a', null], ['a', null], ['a-b', { 'c-d': '1' }], ['Component', { a: 1 }], ['Component', { a: 1 }], ['box', null], ['deep', null], ['a:b', { 'c:d': 'e' }], ['this_', null]])
check('attributes', (<a b c="d" e={1 + 1} {...props} f={<b />} g=<i /> h={`t${1}`} i='&amp;"' j={(() => 1)()} /> as any)[1], { a: 1, b: 2, c: 'd', e: 2, f: ['b', null, []], g: ['i', null, []], h: 't1', i: '&"', j: 1 })
check('children', (<a>
  text &lt; {1}{/* nothing */}{'two'} <b>bold</b>
  <></>
</a> as any)[2], ['text < ', 1, 'two', ' ', ['b', null, ['bold']], ['fragment', null, []]])
check('fragments', <><a />{[1, 2].map(n => <b key={n}>{n}</b>)}</>, ['fragment', null, [['a', null, []], [['b', { key: 1 }, [1]], ['b', { key: 2 }, [2]]]]])
class View { tag = 'view'; render() { return <this.tag a={this.tag} /> } async later() { return <p>{await 1}</p> } *each() { yield <li /> } static made = <Component a={2} /> }
check('in classes', [new View().render(), await new View().later(), [...new View().each()], View.made], [['view', { a: 'view' }, []], ['p', null, [1]], [['li', null, []]], [Component, { a: 2 }, []]])
