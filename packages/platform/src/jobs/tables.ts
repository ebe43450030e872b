/** Jobs as the database keeps them. */

// biome-ignore lint/suspicious/noEmptyInterface: filled in by its migration.
export interface JobTables {}
