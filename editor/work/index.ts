// The room's door.
export type { Job } from "./job";
export type { MaskReading } from "./readMask";
export { createWorkshop, type Workshop } from "./workshop";
