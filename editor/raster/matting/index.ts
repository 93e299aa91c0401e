// Mattes: how far the pixels along a mask's edge belong to the selected thing.
export { MAX_REFINE_RADIUS, refineEdge } from "./refineEdge";
