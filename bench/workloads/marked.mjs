import { marked } from './marked/marked.esm.js'

const page = `# The *garden* of [paths](https://example.org)

Some **bold words**, \`code\`, a line
that goes on, and a footnote! <b>html</b> &amp; entities -- https://example.org/auto

${Array.from({ length: 12 }, (_, index) => `${index + 1}. step ${index} with *stress* and ~~mistakes~~\n   - an item\n   - another, with \`code ${index}\``).join('\n')}

> A quotation
> > in a quotation, with **weight**

| name | number | note |
|:-----|-------:|:----:|
${Array.from({ length: 15 }, (_, index) => `| row ${index} | ${index * index} | *${index % 3}* |`).join('\n')}

\`\`\`js
const code = () => 'block'
\`\`\`

![picture](picture.png "title") and [a reference][one].

[one]: https://example.org/one
`.repeat(6)

/** marked makes HTML of a long page. */
export function work() {
  for (let count = 0; count < 6; count++) marked.parse(page)
}
