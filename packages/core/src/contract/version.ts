/** From when on the interface behaves as the contract says: what a caller names is what it keeps. */

/**
 * Days, the newest first. What is added changes none of them; a behaviour that changes makes a new one, and the old one stays
 * for those who name it.
 */
export const VERSIONS = ['2026-11-26'] as const

export type Version = (typeof VERSIONS)[number]

/** Of requests, where it may be missing, and of answers. */
export const VERSION_HEADER = 'qiyema-version'
