import mustache from './mustache/mustache.mjs'

const template = `<ul>{{#people}}
  <li class="{{kind}}">{{name}} ({{age}}){{#address}} of {{street}}, {{city}}{{/address}}{{^address}} of nowhere{{/address}}
    {{#tags}}<i>{{.}}</i>{{/tags}}{{{raw}}}{{#loud}}{{name}}{{/loud}}
  </li>{{/people}}
</ul>`
const people = Array.from({ length: 300 }, (_, index) => ({
  name: `Person <${index}>`, age: index % 90, kind: index % 2 ? 'odd' : 'even', raw: '<hr>', tags: ['a', 'b & c', `d${index}`],
  ...(index % 3 && { address: { street: `Street ${index}`, city: 'Town' } }),
}))
const loud = () => (text, render) => render(text).toUpperCase()

/** mustache renders a list of people; a third of the rounds parses the template anew. */
export function work() {
  for (let count = 0; count < 30; count++) {
    if (count % 3 === 0) mustache.clearCache()
    mustache.render(template, { people, loud })
  }
}
