// Plots as Vega-Lite specifications.

const base = { background: 'white', width: 560, height: 300, config: { font: 'sans-serif', legend: { title: null } } }

/** A line for each series of points `{ series, x, y }`, both axes logarithmic: costs that grow with a size. */
export const lines = ({ title, x, y, points }) => ({
  ...base, title, data: { values: points.filter(point => Number.isFinite(point.y)) },
  mark: { type: 'line', point: true },
  encoding: {
    x: { field: 'x', type: 'quantitative', scale: { type: 'log' }, title: x, axis: { values: [...new Set(points.map(point => point.x))], format: ',d', grid: false } },
    y: { field: 'y', type: 'quantitative', scale: { type: 'log' }, title: y },
    color: { field: 'series', type: 'nominal', sort: null },
  },
})

/** A bar for each `{ series, x, y }`, beside the line where plain Node is. */
export const ratios = ({ title, y, points }) => ({
  ...base, title, data: { values: points.filter(point => Number.isFinite(point.y)) },
  layer: [
    {
      mark: 'bar',
      encoding: {
        x: { field: 'x', type: 'nominal', sort: null, title: null, axis: { labelAngle: -30 } }, xOffset: { field: 'series', sort: null },
        y: { field: 'y', type: 'quantitative', title: y }, color: { field: 'series', type: 'nominal', sort: null },
      },
    },
    { mark: { type: 'rule', strokeDash: [4, 4] }, encoding: { y: { datum: 1 } } },
  ],
})
