// A door to the editor for code that reads and writes files with layers, in a worker: picture files as samples and samples as
// PNG, and a placed picture drawn as the editor draws it into what is sent and exported.
export { annotationBounds, drawAnnotation } from "./annotations";
export {
	assertWithinLimits,
	decodeSamples,
	decodeTolerantly,
	encodePicture,
} from "./codec";
export { boxBounds } from "./document/objectGeometry";
export { EditorError } from "./editorError";
export { drawImageOver, outward } from "./plan";
export { BLEND_FUNCTIONS, BLEND_MODES, type BlendMode, blendPixelOver, transparentImage } from "./raster";
