// The mask operations that depend on the neighbourhood of pixels. Each runs in steps.

export { feather } from "./feather";
export { fillHoles } from "./fillHoles";
export { grow } from "./grow";
export { MAX_RADIUS } from "./radius";
export { removeSpecks } from "./removeSpecks";
export { shrink } from "./shrink";
export { smooth } from "./smooth";
