/** Differs at every call, in every window. */
export const createUniqueId = (): string => `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;
