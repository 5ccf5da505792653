import type { Report } from './report.ts'

/** One report as one line, for machines: `--report json` and the report file. */
export function json(report: Report): string {
  return `${JSON.stringify(report)}\n`
}
