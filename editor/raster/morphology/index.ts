// The mask operations that take time, each in slices.

export { type CoverageSteps, runToEnd, type Steps } from "../steps";
export { feather } from "./feather";
export { fillHoles } from "./fillHoles";
export { grow } from "./grow";
export { MAX_RADIUS } from "./radius";
export { removeSpecks } from "./removeSpecks";
export { shrink } from "./shrink";
export { smooth } from "./smooth";
