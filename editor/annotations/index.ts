// Public interface of editor/annotations: drawing annotations, laying out their texts, and their areas. Pure: it draws into
// whatever context it is given, and imports only document and raster.
export { readableOn } from "./colours";
export { drawAnnotation, drawAnnotations, sharedAnnotations } from "./drawAnnotations";
export { type DrawingContext, type MeasureText, measureWith } from "./drawingContext";
export { fontStack, GENERAL_FAMILIES, isFontAvailable, NAMED_FONTS } from "./fonts";
export { annotationBounds, isAnnotationIn, outlineCoverage } from "./outline";
export { fittedText, PADDING, resizedPlace } from "./textBox";
export { estimateText, LINE_HEIGHT } from "./textLayout";
