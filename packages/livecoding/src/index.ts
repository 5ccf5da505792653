export { start } from './engine.ts'
export { live, type Migration } from './live.ts'
export type { Engine, EngineOptions } from './engine-types.ts'
export type { Action, EditReport, Kind, Problem, ReadyReport, Report, UpdateReport, Verdict } from './8-report/report.ts'
