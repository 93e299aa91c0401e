// The room's door.
export type { Job, JobResult } from "./job";
export { createWorkshop, type Workshop } from "./workshop";
