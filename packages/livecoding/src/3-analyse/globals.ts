/** How instrumented code says what it needs of the engine (`runtime/globals.ts`); it stands in the scope that all scripts share, as slots do. */
export const GLOBALS = '$lcG'
