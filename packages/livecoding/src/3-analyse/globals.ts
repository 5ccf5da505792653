/** How code says them; it stands in the scope that all scripts share, as slots do. */
export const GLOBALS = '$lcG'
