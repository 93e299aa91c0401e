// The room's door.
export type { Job } from "./job";
export { createWorkshop, type Workshop } from "./jobRunner";
export type { MaskReading } from "./readMask";
