import { Eta } from './eta/index.mjs'

const eta = new Eta()
const template = `<table><% it.rows.forEach((row, index) => { %>
  <tr class="<%= index % 2 ? 'odd' : 'even' %>"><td><%= row.name %></td><td><%~ row.html %></td><% if (row.price > 50) { %><td><%= row.price.toFixed(2) %></td><% } %></tr>
<% }) %></table>`
const rows = Array.from({ length: 400 }, (_, index) => ({ name: `Row "${index}" & <more>`, html: '<b>!</b>', price: index % 100 }))

/** eta compiles a template and renders it. */
export function work() {
  for (let count = 0; count < 25; count++) {
    const render = eta.compile(`${template}<!-- ${count} -->`)
    for (let times = 0; times < 4; times++) render.call(eta, { rows })
  }
}
