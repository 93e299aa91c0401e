// The annotation tools, in the order of the toolbar.
import type { AnnotationKind } from "../../document";
import type { Tool } from "../tool";
import { arrow } from "./arrow";
import { box } from "./box";
import { callout } from "./callout";
import { highlighter } from "./highlighter";
import { line } from "./line";
import { note } from "./note";
import { oval } from "./oval";
import { pen } from "./pen";
import { text } from "./text";

/** The tool that draws a kind. */
export function annotationTool(kind: AnnotationKind): Tool {
	return BY_KIND[kind];
}

const BY_KIND: Readonly<Record<AnnotationKind, Tool>> = {
	...{ pen, highlighter, arrow, line, box, callout, text, note },
	ellipse: oval,
};

export const ANNOTATION_TOOLS: readonly Tool[] = [pen, highlighter, arrow, line, box, oval, callout, text, note];
