// Identifiers of leases and of document revisions.

/** Unique across calls and windows. */
export const createUniqueId = (): string => `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;
