import { look } from '../2-read/look.ts'
import type { LiveModule } from '../live-module.ts'
import { analyse, type Analysis } from '../3-analyse/model.ts'
import { settingsByFolder, usesSettings } from '../3-analyse/settings.ts'
import type { Model } from '../3-analyse/shapes.ts'

/** What a text is that was read while the rest of its save was waited for, with these settings if they have a say. */
export interface Ahead { text: string, earlier: Model, settings: string | undefined, analysis: Analysis }

/** Characters of a file that is analysed before its save is known to be whole: half of it may be there, and then it is work for nothing. */
const most = 1 << 15

/** A file was touched: its update begins. */
export function analyseAhead(module: LiveModule): void {
  const { text } = look(module.path)
  const { path, current, ahead } = module
  if (text === current.text) delete module.ahead
  if (!text || text.length > most || text === current.text || (ahead?.text === text && ahead.earlier === current)) return
  const settings = settingsByFolder()(path)
  const analysis = analyse(path, text, current.format, current)
  if ('errors' in analysis) return
  module.ahead = { text, earlier: current, settings: usesSettings(analysis.model) ? settings : undefined, analysis }
}

/** The analysis of the text that the module is to have. */
export function analysisOf(module: LiveModule, text: string, settingsOf: (path: string) => string): Analysis {
  const { path, current, ahead } = module
  delete module.ahead
  const isReady = ahead?.text === text && ahead.earlier === current && (ahead.settings === undefined || ahead.settings === settingsOf(path))
  return isReady ? ahead.analysis : analyse(path, text, current.format, current)
}
