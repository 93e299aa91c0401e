// The public interface of the job runner.
export type { AdjustStep } from "./adjust";
export type { Job } from "./job";
export { createJobRunner, type JobRunner } from "./jobRunner";
export type { MaskReading } from "./readMask";
