/**
 * A table as the benchmarks make it: its head and rows of cells. In a cell, null means: not measured.
 *
 *     { title: 'A leaf edited', about: 'ms, median', head: ['engine', '20', '1,000'], rows: [['livecoding', 3.1, 4.0]] }
 */
export function markdown({ title, about, head, rows }) {
  const line = cells => `| ${cells.map(cell => show(cell).replaceAll('|', '\\|')).join(' | ')} |`
  const ruler = head.map((_, index) => index === 0 ? '---' : '---:')
  return [`### ${title}`, '', ...(about ? [about, ''] : []), line(head), line(ruler), ...rows.map(line), ''].join('\n')
}

export function terminal({ title, about, head, rows }) {
  const cells = [head, ...rows].map(row => row.map(show))
  const widths = head.map((_, column) => Math.max(...cells.map(row => row[column]?.length ?? 0)))
  const lines = cells.map(row => row.map((cell, column) => column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column])).join('  '))
  return ['', title, ...(about ? [about] : []), '', ...lines.map(each => `  ${each}`), ''].join('\n')
}

const show = cell => cell === null || cell === undefined || Number.isNaN(cell) ? '–' : typeof cell === 'number' ? cell.toLocaleString('en-US') : String(cell)
